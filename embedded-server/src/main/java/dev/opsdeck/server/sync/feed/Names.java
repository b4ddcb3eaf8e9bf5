package dev.opsdeck.server.sync.feed;

import java.util.Locale;

/// One spelling for the names of columns and elements: `g:Image Link`, `image-link` and `image_link` are the same.
final class Names {

    private Names() {}

    static String key(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT);
        if (key.startsWith("g:")) {
            key = key.substring(2);
        }
        StringBuilder spelled = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == ' ' || c == '-' || c == '_') {
                if (!spelled.isEmpty() && spelled.charAt(spelled.length() - 1) != '_') {
                    spelled.append('_');
                }
            } else {
                spelled.append(c);
            }
        }
        return spelled.toString();
    }
}
