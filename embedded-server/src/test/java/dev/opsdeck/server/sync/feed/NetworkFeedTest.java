package dev.opsdeck.server.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.opsdeck.api.products.Availability;
import dev.opsdeck.api.products.ProductDraft;
import dev.opsdeck.api.sync.FeedFormat;
import dev.opsdeck.api.sync.RowIssue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The formats of the affiliate networks, with the quirks of their files.
class NetworkFeedTest {

    private static Reading dollars(String text) throws IOException {
        return Reading.of(text.getBytes(StandardCharsets.UTF_8), Map.of(), "USD");
    }

    /// A row of Rakuten's 29 fields.
    private static String rakuten(String id, String name, String sale, String price) {
        return String.join(
                "|",
                id,
                name,
                "SKU-" + id,
                "Home",
                "Kitchen~~Pans",
                "https://click.example/" + id + "~~https://other.example/" + id,
                "https://img.example/" + id + ".jpg",
                "",
                "Short",
                "Long \"quoted\" text",
                "",
                "amount",
                sale,
                price,
                "",
                "",
                "Birch",
                "",
                "pan~~steel",
                "P-1",
                "Birch & Sons",
                "",
                "in-stock",
                "4006381333931",
                "60",
                "USD",
                "",
                "https://px.example/",
                "");
    }

    private static String rakutenFeed(int count, String... rows) {
        return "HDR|1234|Shop|2026-01-01/00:00:00\n" + String.join("\n", rows) + "\nTRL|" + count + "\n";
    }

    @Test
    void rakutenIsReadBetweenItsHeaderAndItsTrailer() throws IOException {
        Reading reading = Reading.of(
                rakutenFeed(2, rakuten("1", "Pan 26\" deep", "19.90", "25.00"), rakuten("2", "Lid", "", "5")));

        assertThat(reading.format()).isEqualTo(FeedFormat.RAKUTEN);
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.products()).hasSize(2);
        ProductDraft pan = reading.products().getFirst();
        assertThat(pan.title()).isEqualTo("Pan 26\" deep");
        assertThat(pan.description()).isEqualTo("Long \"quoted\" text");
        assertThat(pan.category()).isEqualTo("Home > Kitchen > Pans");
        assertThat(pan.url()).isEqualTo("https://click.example/1");
        assertThat(pan.price()).isEqualByComparingTo("25");
        assertThat(pan.salePrice()).isEqualByComparingTo("19.90");
        assertThat(pan.availability()).isEqualTo(Availability.IN_STOCK);
        assertThat(pan.gtin()).isEqualTo("4006381333931");
    }

    @Test
    void aRakutenFeedThatIsNotWholeIsRefusedWithTheLine() {
        String row = rakuten("1", "Pan", "", "5");
        assertThatThrownBy(() -> Reading.of("HDR|1|Shop|now\n" + row + "\n"))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("after line 2")
                .hasMessageContaining("TRL");
        assertThatThrownBy(() -> Reading.of(rakutenFeed(2, row)))
                .hasMessageContaining("line 3")
                .hasMessageContaining("'2'")
                .hasMessageContaining("has 1");
        assertThatThrownBy(() -> Reading.of("HDR|1|Shop|now\n" + row + "\nTRL\n"))
                .hasMessageContaining("line 3");
        assertThatThrownBy(() -> Reading.of(rakutenFeed(1, row) + row + "\n")).hasMessageContaining("line 4");
        assertThatThrownBy(() -> Reading.of(rakutenFeed(1, row).substring(0, 60)))
                .hasMessageContaining("TRL");
    }

    @Test
    void aRowWithABarTooManyIsRefusedAndCounts() throws IOException {
        Reading reading = Reading.of(
                rakutenFeed(3, rakuten("1", "Pan", "", "5"), rakuten("2", "Pan | Lid", "", "5"), "3|Too short"));

        assertThat(reading.products()).hasSize(1);
        assertThat(reading.issues())
                .containsExactly(
                        new RowIssue(RowIssue.Kind.REJECTED, 3, null, null, null, "The row has 30 columns, not 29."),
                        new RowIssue(RowIssue.Kind.REJECTED, 4, null, null, null, "The row has 2 columns, not 29."));
    }

    private static String shareASale(String sku, String commission) {
        return sku + ",\"Pan, deep\",https://shop.example/" + sku + ",19.99,29.99,https://shop.example/" + sku
                + ".jpg,," + commission
                + ",12,34,\"A pan\nfor all\",pan,instock,77,,,,,,Birch,P-1,Kitchen,Pans,Short,,\n";
    }

    @Test
    void shareASaleIsReadWithAndWithoutItsHeader() throws IOException {
        String header = "SKU,Name,URL to product,Price,Retail Price,URL to image,URL to thumbnail image,Commission,"
                + "Category,SubCategory,Description,SearchTerms,Status,Your MerchantID,Custom 1,Custom 2,Custom 3,Custom 4,"
                + "Custom 5,Manufacturer,PartNumber,MerchantCategory,MerchantSubcategory,ShortDescription,ISBN,UPC\n";
        for (String start : new String[] {header, ""}) {
            Reading reading = dollars(start + shareASale("a", "8%") + shareASale("b", "1.50"));

            assertThat(reading.format()).isEqualTo(FeedFormat.SHAREASALE);
            assertThat(reading.issues()).isEmpty();
            assertThat(reading.products()).hasSize(2);
            ProductDraft pan = reading.products().getFirst();
            assertThat(pan.externalId()).isEqualTo("a");
            assertThat(pan.title()).isEqualTo("Pan, deep");
            assertThat(pan.price()).isEqualByComparingTo("19.99");
            assertThat(pan.category()).isEqualTo("Kitchen");
            assertThat(pan.brand()).isEqualTo("Birch");
            assertThat(pan.commissionRate()).isEqualByComparingTo("0.08");
            // An amount of money is no share.
            assertThat(reading.products().getLast().commissionRate()).isNotEqualByComparingTo("1.5");
        }
    }

    @Test
    void aShareASaleRowOfAnotherLengthIsRefused() throws IOException {
        Reading reading =
                dollars(shareASale("a", "8%") + "b,Pan,https://shop.example/b,1.00\n" + shareASale("c", "8%"));

        assertThat(reading.products()).extracting(ProductDraft::externalId).containsExactly("a", "c");
        assertThat(reading.issues()).extracting(RowIssue::reason).containsExactly("The row has 4 columns, not 26.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                PROGRAMNAME,NAME,SKU,BUYURL,PRICE,SALEPRICE,CURRENCY,IMAGEURL,TITLE;Shop,Pan,1,https://shop.example/1,25.00,20.00,USD,https://shop.example/1.jpg,Not this
                PROGRAM_NAME,ID,TITLE,LINK,PRICE,SALE_PRICE,IMAGE_LINK;Shop,1,Pan,https://shop.example/1,25.00 USD,20.00 USD,https://shop.example/1.jpg
                """)
    void cjIsReadWithItsOwnNamesAndWithGoogles(String header, String row) throws IOException {
        Reading reading = Reading.of(header + "\r\n" + row + "\r\n");

        assertThat(reading.format()).isEqualTo(FeedFormat.CJ);
        assertThat(reading.products()).singleElement().satisfies(pan -> {
            assertThat(pan.externalId()).isEqualTo("1");
            assertThat(pan.title()).isEqualTo("Pan");
            assertThat(pan.url()).isEqualTo("https://shop.example/1");
            assertThat(pan.price()).isEqualByComparingTo("25");
            assertThat(pan.salePrice()).isEqualByComparingTo("20");
            assertThat(pan.currency()).isEqualTo("USD");
            assertThat(pan.imageUrl()).isEqualTo("https://shop.example/1.jpg");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep_link", "product_url"})
    void awinAdvertisersNameTheirLinkInTwoWays(String link) throws IOException {
        Reading reading = dollars("product_id,product_name,description," + link + ",price,image_url\n"
                + "7,Pan,Deep,https://shop.example/7,9.90,https://shop.example/7.jpg\n");

        assertThat(reading.format()).isEqualTo(FeedFormat.AWIN_ADVERTISER);
        assertThat(reading.products()).singleElement().satisfies(pan -> {
            assertThat(pan.externalId()).isEqualTo("7");
            assertThat(pan.url()).isEqualTo("https://shop.example/7");
            assertThat(pan.price()).isEqualByComparingTo("9.90");
        });
    }

    private static final Map<String, String> NESTED = Map.of(
            "id",
            "sku",
            "title",
            "name.en",
            "url",
            "links.web",
            "price",
            "price.amount",
            "currency",
            "price.unit",
            "imageUrl",
            "images.url");

    private static Reading json(String text) throws IOException {
        return Reading.of(text.getBytes(StandardCharsets.UTF_8), NESTED, null);
    }

    private static String object(int id) {
        return "{\"sku\":" + id
                + ",\"name\":{\"de\":\"Pfanne\",\"en\":\"Pan\"},\"links\":{\"web\":\"https://shop.example/"
                + id + "\"},\"price\":{\"amount\":12.50,\"unit\":\"EUR\"},\"stock\":[1,2],"
                + "\"images\":[{\"url\":\"https://shop.example/1.jpg\"},{\"url\":\"https://shop.example/2.jpg\"}]}\n";
    }

    @Test
    void ndjsonIsReadByPathsThatLeadIntoObjectsAndLists() throws IOException {
        Reading reading = json(object(1) + "\n" + object(2));

        assertThat(reading.format()).isEqualTo(FeedFormat.MAPPED_NDJSON);
        assertThat(reading.issues()).isEmpty();
        assertThat(reading.products()).hasSize(2).allSatisfy(pan -> {
            assertThat(pan.title()).isEqualTo("Pan");
            assertThat(pan.price()).isEqualByComparingTo(new BigDecimal("12.5"));
            assertThat(pan.currency()).isEqualTo("EUR");
            assertThat(pan.imageUrl()).isEqualTo("https://shop.example/1.jpg");
        });
    }

    @Test
    void aBrokenLineOfNdjsonIsARefusedRow() throws IOException {
        Reading reading = json(
                object(1) + "{\"sku\":2,\n" + "[]\n" + object(3) + object(4).strip() + object(5));

        assertThat(reading.products()).extracting(ProductDraft::externalId).containsExactly("1", "3");
        assertThat(reading.issues()).extracting(RowIssue::line).containsExactly(2L, 3L, 5L);
        assertThat(reading.issues()).extracting(RowIssue::kind).containsOnly(RowIssue.Kind.REJECTED);
    }

    @Test
    void ndjsonThatBreaksOffIsRefusedAsAWhole() {
        assertThatThrownBy(() -> json(object(1) + object(2).substring(0, 30)))
                .isInstanceOf(FeedFailure.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void jsonWithoutAMappingOrAsOneListIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Reading.of(object(1))).hasMessageContaining("mapping");
        assertThatThrownBy(() -> json("[" + object(1).strip() + "]")).hasMessageContaining("one product on each line");
    }

    @Test
    void aNulInAnyOfTheFormatsIsRefused() {
        assertThatThrownBy(() -> Reading.of(rakutenFeed(1, rakuten("1", "Pan\0", "", "5"))))
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> json(object(1).replace("Pan", "P\0n"))).hasMessageContaining("NUL");
    }

    @Test
    void windowsLettersInARakutenFeedAreReadWithAWarning() throws IOException {
        byte[] bytes = rakutenFeed(1, rakuten("1", "Käsereibe", "", "5"))
                .getBytes(java.nio.charset.Charset.forName("windows-1252"));
        Reading reading = Reading.of(bytes, Map.of(), null);

        assertThat(reading.products().getFirst().title()).isEqualTo("Käsereibe");
        assertThat(reading.issues()).singleElement().extracting(RowIssue::kind).isEqualTo(RowIssue.Kind.WARNING);
    }
}
