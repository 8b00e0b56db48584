package org.netsonde.engine.protocol.http;

import java.util.List;
import org.netsonde.engine.http.Header;
import org.netsonde.engine.http.Parameter;
import org.netsonde.engine.message.EscapeException;
import org.netsonde.engine.message.StreamMessage;
import org.netsonde.engine.protocol.JsonText;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** The body of a request. */
public sealed interface Content {

    /** None. */
    record None() implements Content {}

    /**
     * Text, or bytes that are written as text.
     *
     * @param contentType its media type; empty to say none
     * @param format how {@code text} is written
     * @param text the body
     */
    record Text(
            @Option(max = 256) String contentType,
            StreamMessage.Format format,
            @Option(max = 4 << 20, editor = "lines") String text)
            implements Content {
        public Text {
            Header.check("contentType", contentType);
            try {
                StreamMessage.decode(format, text);
            } catch (EscapeException e) {
                throw new SettingsException("text", e.phrase());
            }
        }

        public Text() {
            this("text/plain; charset=utf-8", StreamMessage.Format.TEXT, "");
        }
    }

    /**
     * JSON as it was written, sent as {@code application/json}.
     *
     * @param json the body
     */
    record Json(@Option(max = 4 << 20, editor = "lines") JsonText json) implements Content {
        public Json() {
            this(new JsonText("{}"));
        }
    }

    /**
     * The fields of a form, sent as {@code application/x-www-form-urlencoded}.
     *
     * @param fields in order; those without a name are left out
     */
    record Form(@Option(max = 1000) List<Parameter> fields) implements Content {
        public Form {
            fields = List.copyOf(fields);
        }

        public Form() {
            this(List.of());
        }
    }

    /**
     * Parts of a form, among them files, sent as {@code multipart/form-data} (RFC 7578).
     *
     * @param parts in order; those without a name are left out
     */
    record Multipart(@Option(max = 1000) List<Part> parts) implements Content {
        public Multipart {
            parts = List.copyOf(parts);
        }

        public Multipart() {
            this(List.of());
        }
    }

    /**
     * A file as it is.
     *
     * @param contentType its media type; empty to go by its name
     * @param file its path
     */
    record File(
            @Option(max = 256) String contentType,
            @Option(max = 4096, editor = "file") String file) implements Content {
        public File {
            Header.check("contentType", contentType);
        }

        public File() {
            this("", "");
        }
    }

    /**
     * One part of a form.
     *
     * @param name its name
     * @param value its text; nothing where there is a file
     * @param file the path of the file that it holds; empty for none
     * @param contentType its media type; empty to go by the name of the file
     */
    record Part(
            @Option(max = 1024) String name,
            @Option(max = 1 << 20, replacedBy = "file") String value,
            @Option(max = 4096, editor = "file") String file,
            @Option(max = 256) String contentType) {
        public Part() {
            this("", "", "", "");
        }
    }
}
