package dev.opsdeck.server.db;

/// The text under which executions of a statement are counted together: literals, numbers at the end of names and
/// lists of parameters folded, white space and comments left out. A pure function of the SQL; it is called once for
/// each text, not for each execution.
final class StatementText {

    private static final int MAX_LENGTH = 4_000;

    private final String sql;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private StatementText(String sql) {
        this.sql = sql;
    }

    static String normalised(String sql) {
        StatementText text = new StatementText(sql);
        text.run();
        return text.out.length() <= MAX_LENGTH ? text.out.toString() : text.out.substring(0, MAX_LENGTH - 1) + "…";
    }

    private void run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                space();
                at++;
            } else if (sql.startsWith("--", at)) {
                skipTo("\n");
            } else if (sql.startsWith("/*", at)) {
                skipTo("*/");
            } else if (c == '\'') {
                literal();
            } else if (c == '"') {
                quotedName();
            } else if (Character.isDigit(c)) {
                number();
            } else if (Character.isJavaIdentifierStart(c)) {
                name();
            } else {
                at++;
                sign(c);
            }
        }
        trimEnd();
    }

    private void sign(char c) {
        switch (c) {
            case '?' -> parameter();
            case ',' -> {
                trimEnd();
                out.append(", ");
            }
            case ')' -> {
                trimEnd();
                out.append(')');
                foldRows();
            }
            default -> out.append(c);
        }
    }

    private void space() {
        if (!out.isEmpty() && " (".indexOf(out.charAt(out.length() - 1)) < 0) {
            out.append(' ');
        }
    }

    private void trimEnd() {
        while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at);
        at = found < 0 ? sql.length() : found + end.length();
        space();
    }

    private void literal() {
        do {
            int end = sql.indexOf('\'', at + 1);
            at = end < 0 ? sql.length() : end + 1;
            // Two quotes are one quote inside.
        } while (at < sql.length() && sql.charAt(at) == '\'');
        parameter();
    }

    private void quotedName() {
        int end = sql.indexOf('"', at + 1);
        int next = end < 0 ? sql.length() : end + 1;
        out.append(sql, at, next);
        at = next;
    }

    private void number() {
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
            at++;
        }
        parameter();
    }

    /// A table made for one run, such as `staging_17`, counts as the tables of all runs.
    private void name() {
        int begin = at;
        while (at < sql.length() && Character.isJavaIdentifierPart(sql.charAt(at))) {
            at++;
        }
        int end = at;
        while (end > begin && Character.isDigit(sql.charAt(end - 1))) {
            end--;
        }
        boolean numbered = end < at && end > begin && sql.charAt(end - 1) == '_';
        out.append(sql, begin, numbered ? end : at).append(numbered ? "?" : "");
    }

    /// `?, ?` and what follows becomes `?, …`.
    private void parameter() {
        out.append('?');
        if (endsWith("?, ?")) {
            out.setLength(out.length() - 1);
            out.append('…');
        } else if (endsWith("…, ?")) {
            out.setLength(out.length() - 3);
        }
    }

    /// `(?, …), (?, …)` becomes `(?, …), …`: rows of values.
    private void foldRows() {
        for (String row : new String[] {"(?)", "(?, …)"}) {
            if (endsWith(row + ", " + row)) {
                out.setLength(out.length() - row.length());
                out.append('…');
            } else if (endsWith(row + ", …, " + row)) {
                out.setLength(out.length() - row.length() - 2);
            }
        }
    }

    private boolean endsWith(String end) {
        int begin = out.length() - end.length();
        return begin >= 0 && out.indexOf(end, begin) == begin;
    }
}
