package dev.opsdeck.server.sync.feed;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decodes the character references of HTML: numbers, and the names of HTML 4 that texts use. Unknown ones stay as they
/// are, and so does everything without a semicolon (a link may well have `&copy=2`).
final class Entities {

    private static final int LONGEST = 10;
    private static final String LATIN_1 =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr "
                    + "deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest "
                    + "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
                    + "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig "
                    + "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml "
                    + "eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
    private static final Map<String, Integer> NAMED = named();

    private Entities() {}

    static String decode(String text) {
        int at = text.indexOf('&');
        if (at < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            int end = text.indexOf(';', at, Math.min(text.length(), at + LONGEST + 2));
            Integer point = end < 0 ? null : codePoint(text.substring(at + 1, end));
            if (point == null) {
                end = at;
                decoded.append(text, from, at + 1);
            } else {
                decoded.append(text, from, at).appendCodePoint(point);
            }
            from = end + 1;
            at = text.indexOf('&', from);
        }
        return decoded.append(text, from, text.length()).toString();
    }

    private static @Nullable Integer codePoint(String name) {
        if (!name.startsWith("#")) {
            return NAMED.get(name);
        }
        boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        String digits = name.substring(hex ? 2 : 1);
        if (digits.isEmpty() || digits.length() > 7 || Character.digit(digits.charAt(0), hex ? 16 : 10) < 0) {
            return null;
        }
        try {
            int point = Integer.parseInt(digits, hex ? 16 : 10);
            boolean usable = Character.isValidCodePoint(point) && (point < 0xd800 || point > 0xdfff) && point > 0;
            return usable ? point : null;
        } catch (NumberFormatException e) {
            // Not a number: the text stays as it is.
            return null;
        }
    }

    private static Map<String, Integer> named() {
        Map<String, Integer> named = new HashMap<>(Map.of("quot", 34, "amp", 38, "apos", 39, "lt", 60, "gt", 62));
        named.putAll(Map.of("OElig", 338, "oelig", 339, "Scaron", 352, "scaron", 353, "Yuml", 376, "fnof", 402));
        named.putAll(Map.of("ensp", 8194, "emsp", 8195, "thinsp", 8201, "zwnj", 8204, "zwj", 8205));
        named.putAll(Map.of("ndash", 8211, "mdash", 8212, "lsquo", 8216, "rsquo", 8217, "sbquo", 8218));
        named.putAll(Map.of("ldquo", 8220, "rdquo", 8221, "bdquo", 8222, "dagger", 8224, "bull", 8226));
        named.putAll(Map.of("hellip", 8230, "permil", 8240, "prime", 8242, "Prime", 8243, "lsaquo", 8249));
        named.putAll(Map.of("rsaquo", 8250, "euro", 8364, "trade", 8482, "larr", 8592, "rarr", 8594));
        named.putAll(Map.of("minus", 8722, "asymp", 8776, "ne", 8800, "le", 8804, "ge", 8805, "hearts", 9829));
        int point = 160;
        for (String name : LATIN_1.split(" ", -1)) {
            named.put(name, point++);
        }
        return Map.copyOf(named);
    }
}
