package dev.opsdeck.server.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTest {

    private static final String HEADER = "id\ttitle\tlink\tprice\n";

    private static String rss(String items) {
        return "<?xml version=\"1.0\"?>\n<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Shop</title>\n"
                + items + "</channel></rss>";
    }

    private static String item(String more) {
        return "<item><g:id>1</g:id><g:title>Pan</g:title><g:link>https://shop.example/1</g:link>" + more + "</item>\n";
    }

    @Test
    void onlyDirectChildrenOfAnItemCount() throws IOException {
        Reading reading = Reading.of(rss(item(
                "<g:shipping><g:price>4.90 EUR</g:price><g:id>9</g:id></g:shipping><g:price>15.00 EUR</g:price>")));

        assertThat(reading.format()).isEqualTo(FeedFormat.GOOGLE_XML);
        assertThat(reading.products()).singleElement().satisfies(product -> {
            assertThat(product.externalId()).isEqualTo("1");
            assertThat(product.price()).isEqualByComparingTo("15");
        });
    }

    @Test
    void aPriceOnlyInsideShippingIsNoPrice() throws IOException {
        Reading reading = Reading.of(rss(item("<g:shipping><g:price>4.90 EUR</g:price></g:shipping>")));

        assertThat(reading.products()).isEmpty();
        assertThat(reading.issues())
                .containsExactly(new RowIssue(RowIssue.Kind.REJECTED, 3, "1", "price", null, "The price is missing."));
    }

    @Test
    void atomEntriesWithLinksAsAttributes() throws IOException {
        Reading reading =
                Reading.of("<feed xmlns='http://www.w3.org/2005/Atom' xmlns:g='http://base.google.com/ns/1.0'>"
                        + "<title>Shop</title><entry><g:id>a</g:id><title>Lamp</title><link href='https://shop.example/a'/>"
                        + "<summary>Bright</summary><g:availability>Out_Of_Stock</g:availability><g:price>8980 JPY</g:price>"
                        + "</entry></feed>");

        ProductDraft product = reading.products().getFirst();
        assertThat(product.url()).isEqualTo("https://shop.example/a");
        assertThat(product.description()).isEqualTo("Bright");
        assertThat(product.availability()).isEqualTo(Availability.OUT_OF_STOCK);
        assertThat(product.price()).isEqualByComparingTo("8980");
    }

    @Test
    void twiceEscapedTextAndTagsBecomePlain() throws IOException {
        Reading reading = Reading.of(rss(item("<g:price>1 EUR</g:price><g:description>26&amp;quot; &amp;amp; "
                + "&lt;b&gt;soft&lt;/b&gt;&lt;br&gt;3 &amp;lt; 5</g:description>")));

        assertThat(reading.products().getFirst().description()).isEqualTo("26\" & soft 3 < 5");
    }

    @Test
    void aWrongGtinAndALongTextAreRepairedWithAWarning() throws IOException {
        Reading reading = Reading.of(rss(item(
                "<g:price>1 EUR</g:price><g:gtin>9520000000012</g:gtin><g:brand>" + "x".repeat(300) + "</g:brand>")));

        assertThat(reading.products().getFirst().gtin()).isNull();
        assertThat(reading.products().getFirst().brand()).hasSize(256);
        assertThat(reading.issues()).extracting(RowIssue::field).containsExactlyInAnyOrder("gtin", "brand");
        assertThat(reading.issues()).extracting(RowIssue::kind).containsOnly(RowIssue.Kind.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tTitle\thttps://shop.example/1\t1 EUR",
                "7\t\thttps://shop.example/1\t1 EUR",
                "7\tTitle\t\t1 EUR",
                "7\tTitle\tftp://shop.example/1\t1 EUR",
                "7\tTitle\thttps://shop.example/1\t-1.00 EUR",
                "7\tTitle\thttps://shop.example/1\t-1 EUR",
                "7\tTitle\thttps://shop.example/1\t5"
            })
    void aRowWithoutWhatAProductNeedsIsRejectedWithItsLine(String row) throws IOException {
        Reading reading = Reading.of(HEADER + row + "\n");

        assertThat(reading.products()).isEmpty();
        assertThat(reading.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.kind()).isEqualTo(RowIssue.Kind.REJECTED);
            assertThat(issue.line()).isEqualTo(2);
        });
    }

    @Test
    void tableHeadersMayHaveSpacesAndCapitals() throws IOException {
        Reading reading = Reading.of("ID,Title,Link,Image Link,Price\r\n1,\"A \"\"big\"\" pan\",https://s.example/1,"
                + "https://s.example/1.jpg,\"1.234,50 EUR\"\r\n");

        assertThat(reading.format()).isEqualTo(FeedFormat.GOOGLE_TABLE);
        ProductDraft product = reading.products().getFirst();
        assertThat(product.title()).isEqualTo("A \"big\" pan");
        assertThat(product.imageUrl()).isEqualTo("https://s.example/1.jpg");
        assertThat(product.price()).isEqualByComparingTo("1234.50");
    }

    @Test
    void awinHasItsPriceAndCurrencyInTwoColumns() throws IOException {
        Reading reading = Reading.of("aw_product_id,product_name,aw_deep_link,search_price,currency,in_stock,ean\n"
                + "11,Tent,https://www.awin.example/c?p=11,98.0,USD,1,9520000000011\n");

        assertThat(reading.format()).isEqualTo(FeedFormat.AWIN_PUBLISHER);
        ProductDraft product = reading.products().getFirst();
        assertThat(product.currency()).isEqualTo("USD");
        assertThat(product.gtin()).isEqualTo("9520000000011");
        assertThat(product.availability()).isEqualTo(Availability.IN_STOCK);
    }

    @Test
    void aMappingReadsXmlAndTablesOfTheirOwnLayout() throws IOException {
        Map<String, String> mapping = Map.of("id", "nr", "title", "navn", "url", "adresse", "price", "pris");
        String xml = "<varer><vare><nr>1</nr><navn>Stol</navn><adresse>https://s.example/1</adresse><pris>45,00</pris>"
                + "</vare></varer>";
        String table = "nr;navn;adresse;pris\n1;Stol;https://s.example/1;45,00\n";

        for (String text : new String[] {xml, table}) {
            Reading reading = Reading.of(text.getBytes(StandardCharsets.UTF_8), mapping, "DKK");
            assertThat(reading.products())
                    .singleElement()
                    .satisfies(product -> assertThat(product.price()).isEqualByComparingTo("45"));
        }
    }

    @Test
    void gzipAndZipAreKnownByTheirContent() throws IOException {
        byte[] plain = (HEADER + "1\tPan\thttps://s.example/1\t1 EUR\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("feed.tsv"));
            out.write(plain);
        }

        assertThat(Reading.of(gzip.toByteArray(), Map.of(), null).products()).hasSize(1);
        assertThat(Reading.of(zip.toByteArray(), Map.of(), null).products()).hasSize(1);
    }

    @Test
    void utf8IsReadAsSuchWhateverIsDeclared() throws IOException {
        String xml = rss(item("<g:price>1 EUR</g:price><g:brand>Sølv</g:brand>"))
                .replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>");

        Reading declaredWrongly = Reading.of(xml);
        Reading declaredRightly = Reading.of(xml.getBytes(StandardCharsets.ISO_8859_1), Map.of(), null);

        assertThat(declaredWrongly.products().getFirst().brand()).isEqualTo("Sølv");
        assertThat(declaredWrongly.issues())
                .extracting(RowIssue::reason)
                .singleElement()
                .asString()
                .contains("UTF-8");
        assertThat(declaredRightly.products().getFirst().brand()).isEqualTo("Sølv");
        assertThat(declaredRightly.issues()).isEmpty();
    }

    @Test
    void aTableInWindows1252AndOneInUtf16AreRead() throws IOException {
        String text = HEADER + "1\tPfännchen\thttps://s.example/1\t1 EUR\n";

        Reading latin = Reading.of(text.getBytes(Charset.forName("windows-1252")), Map.of(), null);
        Reading utf16 = Reading.of(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE), Map.of(), null);

        assertThat(latin.products().getFirst().title()).isEqualTo("Pfännchen");
        assertThat(latin.issues()).hasSize(1);
        assertThat(utf16.products().getFirst().title()).isEqualTo("Pfännchen");
    }

    @Test
    void theFirstStrangeByteAtTheEndOfABufferStillTellsTheEncoding() throws IOException {
        for (int padding = 65_400; padding < 65_560; padding += 7) {
            String text = HEADER + "1\tPan\thttps://s.example/1?" + "x".repeat(100) + "\t1 EUR\n" + "\n".repeat(padding)
                    + "2\tPfännchen\thttps://s.example/2\t1 EUR\n";
            Reading reading = Reading.of(text);
            assertThat(reading.products().get(1).title()).isEqualTo("Pfännchen");
        }
    }

    @Test
    void aFeedThatBreaksSaysLineAndColumn() {
        assertThatThrownBy(() ->
                        Reading.of(rss(item("<g:price>1 EUR</g:price>")).replace("</channel></rss>", "<item><a>")))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("line 4");
    }

    @Test
    void whatIsNoFeedIsSaidSo() {
        assertThatThrownBy(() -> Reading.of("<!DOCTYPE html><html></html>")).hasMessageContaining("web page");
        assertThatThrownBy(() -> Reading.of("{\"products\":[]}")).hasMessageContaining("JSON");
        assertThatThrownBy(() -> Reading.of("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Reading.of("a,b,c\n1,2,3\n")).hasMessageContaining("mapping");
        assertThatThrownBy(() -> Reading.of("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), Map.of("id", "a"), null))
                .hasMessageContaining("title");
    }
}
