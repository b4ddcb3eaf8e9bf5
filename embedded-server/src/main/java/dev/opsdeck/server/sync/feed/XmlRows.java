package dev.opsdeck.server.sync.feed;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/// The rows of an XML feed, read by StAX: no document type, no external entity, limits on depth, names, text and
/// attributes. The fields of a row are its direct children; what is nested in them belongs to them, so that a price
/// inside `shipping` is never the product's.
final class XmlRows implements Rows {

    private static final String GOOGLE = "http://base.google.com/ns/1.0";

    private final XMLStreamReader xml;
    private final RowTest isRow;
    private final Set<String> wanted;
    private final FeedLimits limits;
    private final Set<String> names = new HashSet<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private int rowChars;

    /// Whether an element is a row.
    interface RowTest {
        /// @param depth 1 for the root
        boolean test(int depth, String name);
    }

    XmlRows(Reader reader, RowTest isRow, Set<String> wanted, FeedLimits limits) throws FeedFailure {
        this.isRow = isRow;
        this.wanted = wanted;
        this.limits = limits;
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, limits.depth());
        // At once, so that what is wrong comes as a checked exception.
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, limits.fieldChars());
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 1 << 16);
        try {
            this.xml = factory.createXMLStreamReader(reader);
        } catch (XMLStreamException e) {
            throw broken(e, null);
        }
    }

    @Override
    public @Nullable RawRow next() throws IOException {
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        checkNames();
                        if (isRow.test(depth, xml.getLocalName())) {
                            return row();
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.DTD -> throw noDocumentType();
                    default -> {}
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw broken(e, xml.getLocation());
        }
    }

    private static FeedFailure noDocumentType() {
        return new FeedFailure(
                "The feed has a DOCTYPE, which is not read because it can hide entities: remove it from the feed.");
    }

    private RawRow row() throws XMLStreamException, FeedFailure {
        long line = xml.getLocation().getLineNumber();
        Map<String, String> fields = new HashMap<>();
        rowChars = 0;
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            put(fields, "@" + Names.key(xml.getAttributeLocalName(i)), xml.getAttributeValue(i), false);
        }
        int children = 0;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++children > limits.columns()) {
                        throw new FeedFailure(
                                "The row at line " + line + " has more than " + limits.columns() + " elements.");
                    }
                    checkNames();
                    field(fields);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    return new RawRow(line, fields);
                }
                default -> {}
            }
        }
    }

    /// Reads one child of a row to its end.
    private void field(Map<String, String> fields) throws XMLStreamException, FeedFailure {
        String name = Names.key(xml.getLocalName());
        boolean google = GOOGLE.equals(xml.getNamespaceURI());
        boolean keep = wanted.contains(name);
        String link = keep && "link".equals(name) ? alternateLink() : null;
        text.setLength(0);
        int nested = 0;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    nested++;
                    checkNames();
                    append(keep, " ");
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (nested-- == 0) {
                        if (keep) {
                            put(fields, name, text.isEmpty() && link != null ? link : text.toString(), google);
                        }
                        return;
                    }
                    append(keep, " ");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (keep) {
                        checkRoom(xml.getTextLength());
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> append(keep, "&" + xml.getLocalName() + ";");
                default -> {}
            }
        }
    }

    /// Atom writes links as `<link rel="alternate" href="..."/>`.
    private @Nullable String alternateLink() {
        String rel = xml.getAttributeValue(null, "rel");
        return rel == null || "alternate".equals(rel) ? xml.getAttributeValue(null, "href") : null;
    }

    private void append(boolean keep, String more) throws FeedFailure {
        if (keep) {
            checkRoom(more.length());
            text.append(more);
        }
    }

    private void checkRoom(int more) throws FeedFailure {
        if (text.length() + more > limits.fieldChars() || rowChars + more > limits.rowChars()) {
            throw new FeedFailure("The text at line " + xml.getLocation().getLineNumber() + " is longer than "
                    + limits.fieldChars() + " characters.");
        }
        rowChars += more;
    }

    /// The first one counts; an element of Google's namespace before one of the same name without it.
    private static void put(Map<String, String> fields, String name, String value, boolean google) {
        String before = fields.get(name);
        if (before == null || before.isBlank()) {
            fields.put(name, value);
            if (google) {
                fields.put("g:" + name, "");
            }
        } else if (google && !value.isBlank() && fields.put("g:" + name, "") == null) {
            fields.put(name, value);
        }
    }

    /// The parser keeps every name that it has seen: a feed with ever new ones would fill the memory.
    private void checkNames() throws FeedFailure {
        names.add(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.add(xml.getAttributeLocalName(i));
        }
        if (names.size() > limits.names()) {
            throw new FeedFailure(
                    "The feed has more than " + limits.names() + " different element names: it is no feed.");
        }
    }

    private static FeedFailure broken(XMLStreamException e, @Nullable Location reading) {
        FeedFailure below = FeedFailure.in(e);
        if (below != null) {
            return below;
        }
        Throwable nested = e.getNestedException();
        if (nested instanceof IOException) {
            return new FeedFailure("The feed ended before it was read: " + nested.getMessage(), nested);
        }
        Location at = e.getLocation() == null ? reading : e.getLocation();
        String where = at == null ? "" : " at line " + at.getLineNumber() + ", column " + at.getColumnNumber();
        return new FeedFailure("The XML is broken" + where + ": " + firstLine(e.getMessage()), e);
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "the parser gives no reason.";
        }
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }
}
