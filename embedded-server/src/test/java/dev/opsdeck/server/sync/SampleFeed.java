package dev.opsdeck.server.sync;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Makes feeds of invented products in Google Merchant RSS: `assets/sample-feed.xml` with [#SEED] and [#ITEMS], and
/// feeds of any length for the measures. The same seed and length give the same bytes. The sample holds four deliberate
/// mistakes, so that the list of issues has something to show; GTINs are of the prefix 952 that GS1 keeps for
/// demonstrations.
///
/// Run by hand: `SampleFeed FILE [ITEMS [DESCRIPTION_LENGTH]]`.
public final class SampleFeed {

    static final long SEED = 20_261_123L;
    static final int ITEMS = 1_000;

    private static final int NO_TITLE = 137;
    private static final int WITHOUT_PRICE = 402;
    private static final int BAD_GTIN = 611;
    private static final int REPEATED = 845;

    private static final List<String> BRANDS = List.of(
            "Norvik",
            "Alpenglut",
            "Kestrel & Co",
            "Meridian",
            "Tiefsee",
            "Oakline",
            "Lumora",
            "Brisa",
            "Fjordmark",
            "Solvane",
            "Copperfin",
            "Velora",
            "Haldenwerk",
            "Quillon",
            "Marisol",
            "Tundra Nine");

    private static final List<Line> LINES = List.of(
            new Line(
                    "Home & Garden > Kitchen > Cookware",
                    15,
                    180,
                    List.of("Frying pan", "Saucepan", "Casserole", "Wok", "Grill pan"),
                    List.of("24 cm", "28 cm", "3 l", "5 l"),
                    "Heats evenly, goes into the oven and cleans easily."),
            new Line(
                    "Home & Garden > Lighting > Lamps",
                    20,
                    260,
                    List.of("Desk lamp", "Floor lamp", "Pendant light", "Bedside lamp"),
                    List.of("oak", "black", "brass", "opal glass"),
                    "Warm, dimmable light with an LED that can be replaced."),
            new Line(
                    "Sporting Goods > Outdoor > Camping",
                    12,
                    420,
                    List.of("Tent", "Sleeping bag", "Camping stove", "Head torch", "Dry bag"),
                    List.of("2 persons", "3 persons", "light", "winter"),
                    "Packs small, stands up to rain and has been repaired, not replaced, for years."),
            new Line(
                    "Sporting Goods > Cycling > Parts",
                    6,
                    190,
                    List.of("Saddle", "Handlebar", "Pedals", "Rear light", "Chain lock"),
                    List.of("touring", "city", "gravel", "trail"),
                    "Fits common sizes; comes with all the screws that it needs."),
            new Line(
                    "Electronics > Audio > Headphones",
                    25,
                    380,
                    List.of("Headphones", "Earbuds", "Headset"),
                    List.of("wireless", "wired", "noise-cancelling"),
                    "Clear voices, deep bass and a battery for the whole day."),
            new Line(
                    "Electronics > Computers > Accessories",
                    9,
                    160,
                    List.of("Keyboard", "Mouse", "USB-C hub", "Laptop stand", "Webcam"),
                    List.of("compact", "silent", "full size", "aluminium"),
                    "Works without a driver on every system that has a plug for it."),
            new Line(
                    "Apparel & Accessories > Clothing > Outerwear",
                    45,
                    340,
                    List.of("Rain jacket", "Fleece", "Down vest", "Parka"),
                    List.of("S", "M", "L", "XL"),
                    "Keeps the wind out and lets the heat go; made of recycled fibres."),
            new Line(
                    "Apparel & Accessories > Shoes",
                    39,
                    220,
                    List.of("Running shoes", "Hiking boots", "Sandals", "Sneakers"),
                    List.of("38", "40", "42", "44"),
                    "A firm heel, a soft tongue and soles that can be renewed."),
            new Line(
                    "Toys & Games > Building Toys",
                    8,
                    120,
                    List.of("Building blocks", "Marble run", "Wooden railway", "Model crane"),
                    List.of("50 pieces", "120 pieces", "300 pieces"),
                    "For hands from four years on, and for everybody who finds it lying about."),
            new Line(
                    "Office Supplies > Paper",
                    2,
                    40,
                    List.of("Notebook", "Sketch pad", "Weekly planner", "Envelopes"),
                    List.of("A4", "A5", "A6"),
                    "Paper of 100 g that ink does not go through."));

    private static final List<String> SERIES = List.of(
            "Aster", "Birch", "Cala", "Dune", "Ember", "Fable", "Grove", "Harbor", "Iris", "Juno", "Kite", "Loft");

    private SampleFeed() {}

    public static void main(String[] args) throws IOException {
        int items = args.length > 1 ? Integer.parseInt(args[1]) : ITEMS;
        int description = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        try (Writer out = Files.newBufferedWriter(Path.of(args[0]))) {
            write(out, items, description, SEED);
        }
    }

    /// Writes a feed of `items` items, each description filled up to `descriptionLength` characters.
    static void write(Writer out, int items, int descriptionLength, long seed) throws IOException {
        Random random = new Random(seed);
        out.write("""
                <?xml version="1.0" encoding="UTF-8"?>
                <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">
                  <channel>
                    <title>Opsdeck sample shop</title>
                    <link>https://shop.example/</link>
                    <description>Invented products to try Opsdeck with.</description>
                """);
        for (int number = 1; number <= items; number++) {
            item(out, number, descriptionLength, random);
        }
        out.write("  </channel>\n</rss>\n");
    }

    private static void item(Writer out, int number, int descriptionLength, Random random) throws IOException {
        Line line = LINES.get(random.nextInt(LINES.size()));
        String brand = pick(BRANDS, random);
        String kind = pick(line.kinds(), random);
        String variant = pick(line.variants(), random);
        String series = pick(SERIES, random);
        long cents = line.price(random);
        int sale = random.nextInt(100) < 18 ? 10 + 5 * random.nextInt(7) : 0;
        int stock = random.nextInt(100);
        String title = number == NO_TITLE ? "" : brand + " " + series + " " + kind + ", " + variant;
        String slug =
                (series + "-" + kind + "-" + number).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        StringBuilder text = new StringBuilder(
                kind + " \u201c" + series + "\u201d by " + brand + ", " + variant + ". " + line.text());
        while (text.length() < descriptionLength) {
            text.append(' ').append(pick(SERIES, random)).append(' ').append(line.text());
        }
        out.write("    <item>\n");
        element(out, "g:id", "OD-" + String.format(Locale.ROOT, "%07d", number == REPEATED ? number - 1 : number));
        element(out, "g:title", title);
        element(out, "g:description", text.toString());
        element(out, "g:link", "https://shop.example/p/" + slug);
        element(out, "g:image_link", "https://shop.example/img/" + slug + ".jpg");
        element(out, "g:brand", brand);
        element(out, "g:gtin", gtin(number, number == BAD_GTIN));
        element(out, "g:mpn", series.substring(0, 2).toUpperCase(Locale.ROOT) + "-" + (1_000 + number % 9_000));
        element(out, "g:product_type", line.category());
        element(out, "g:condition", "new");
        element(out, "g:availability", stock < 84 ? "in_stock" : stock < 95 ? "out_of_stock" : "preorder");
        if (number != WITHOUT_PRICE) {
            element(out, "g:price", euros(cents));
        }
        if (sale > 0) {
            element(out, "g:sale_price", euros(cents * (100 - sale) / 100));
        }
        out.write(
                "      <g:shipping>\n        <g:country>DE</g:country>\n        <g:price>4.90 EUR</g:price>\n      </g:shipping>\n");
        out.write("    </item>\n");
    }

    private static void element(Writer out, String name, String text) throws IOException {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        out.write("      <" + name + ">" + escaped + "</" + name + ">\n");
    }

    private static String euros(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString() + " EUR";
    }

    /// A GTIN-13 of the prefix 952 with its check digit, or with a wrong one.
    private static String gtin(int number, boolean wrong) {
        String digits = "952" + String.format(Locale.ROOT, "%09d", number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        int check = (10 - sum % 10) % 10;
        return digits + (wrong ? (check + 1) % 10 : check);
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    /// A range of products: prices from and to in whole euros.
    private record Line(String category, int from, int to, List<String> kinds, List<String> variants, String text) {

        /// Cents, cheap ones more often than dear ones, ending as shop prices do.
        long price(Random random) {
            double share = random.nextDouble() * random.nextDouble();
            long euros = from + Math.round((to - from) * share);
            return euros * 100 - (random.nextInt(3) == 0 ? 10 : random.nextInt(2) == 0 ? 1 : 5);
        }
    }
}
