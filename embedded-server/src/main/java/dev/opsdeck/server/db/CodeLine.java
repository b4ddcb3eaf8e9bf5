package dev.opsdeck.server.db;

/// Finds the line of our code that led to a statement.
final class CodeLine {

    private static final String OURS = "dev.opsdeck.";
    private static final String HERE = "dev.opsdeck.server.db.";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private CodeLine() {}

    /// `ProductRepository.detail (ProductRepository.java:77)`: the nearest frame outside of this package.
    static String here() {
        return WALKER.walk(frames -> frames.filter(frame -> frame.getClassName().startsWith(OURS)
                        && !frame.getClassName().startsWith(HERE))
                .findFirst()
                .map(CodeLine::text)
                .orElse("unknown"));
    }

    private static String text(StackWalker.StackFrame frame) {
        String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
        return type + "." + method(frame.getMethodName()) + " (" + frame.getFileName() + ":" + frame.getLineNumber()
                + ")";
    }

    /// A lambda counts as the method around it: `lambda$detail$3` as `detail`.
    private static String method(String name) {
        return name.startsWith("lambda$") ? name.substring(7, name.lastIndexOf('$')) : name;
    }
}
