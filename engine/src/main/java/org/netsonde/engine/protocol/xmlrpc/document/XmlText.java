package org.netsonde.engine.protocol.xmlrpc.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.Escapes;

/**
 * The text of an XML document (XML 1.0, section 4.3.3 and appendix F): in UTF-8 or UTF-16, or in what its declaration says of
 * US-ASCII and ISO-8859-1. Decoded strictly, so that nothing is taken for something else. Stateless.
 */
final class XmlText {

    /** How far a declaration may reach, in bytes. */
    private static final int DECLARATION = 256;

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"'>]{1,60})[\"']", Pattern.DOTALL);

    private static final Map<String, Charset> KNOWN = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8,
            "utf-16", StandardCharsets.UTF_16,
            "us-ascii", StandardCharsets.US_ASCII,
            "ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "latin1", StandardCharsets.ISO_8859_1,
            "latin-1", StandardCharsets.ISO_8859_1);

    private XmlText() {}

    /** The text of a document, without a byte order mark. */
    static String of(byte[] bytes) throws DocumentException {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        } else if (begins(bytes, 0xFE, 0xFF) || begins(bytes, 0, '<')) {
            return decode(bytes, bytes[0] == 0 ? 0 : 2, StandardCharsets.UTF_16BE);
        } else if (begins(bytes, 0xFF, 0xFE) || begins(bytes, '<', 0)) {
            return decode(bytes, bytes[1] == 0 ? 0 : 2, StandardCharsets.UTF_16LE);
        }
        return decode(bytes, 0, declared(bytes));
    }

    private static boolean begins(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** The encoding of a document whose declaration reads as ASCII. */
    private static Charset declared(byte[] bytes) throws DocumentException {
        String start = new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1);
        Matcher matcher = DECLARED.matcher(start);
        if (!matcher.find()) {
            return StandardCharsets.UTF_8;
        }
        @Nullable Charset known = KNOWN.get(matcher.group(1).toLowerCase(Locale.ROOT));
        if (known == null || known.equals(StandardCharsets.UTF_16)) {
            // UTF-16 would not have been readable up to here.
            throw new DocumentException(
                    FaultCode.ENCODING,
                    Phrase.of(
                            "problem.xmlEncoding",
                            Escapes.encode(matcher.group(1).getBytes(StandardCharsets.UTF_8))));
        }
        return known;
    }

    private static String decode(byte[] bytes, int from, Charset charset) throws DocumentException {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw new DocumentException(
                    FaultCode.CHARACTER, Phrase.of("problem.xmlBytes", in.position() + 1, charset.name()));
        }
        return out.flip().toString();
    }
}
