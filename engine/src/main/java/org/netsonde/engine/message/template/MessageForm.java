package org.netsonde.engine.message.template;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The message in another form: as text where it is valid UTF-8, else byte by byte. */
enum MessageForm implements Part {
    UPPER {
        @Override
        String change(String text) {
            return text.toUpperCase(Locale.ROOT);
        }

        @Override
        void change(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] >= 'a' && bytes[i] <= 'z') {
                    bytes[i] = (byte) (bytes[i] - 'a' + 'A');
                }
            }
        }
    },
    LOWER {
        @Override
        String change(String text) {
            return text.toLowerCase(Locale.ROOT);
        }

        @Override
        void change(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                    bytes[i] = (byte) (bytes[i] - 'A' + 'a');
                }
            }
        }
    },
    /** The characters, or bytes, from last to first. */
    REVERSE {
        @Override
        String change(String text) {
            return new StringBuilder(text).reverse().toString();
        }

        @Override
        void change(byte[] bytes) {
            for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
                byte first = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = first;
            }
        }
    };

    abstract String change(String text);

    abstract void change(byte[] bytes);

    @Override
    public void append(TemplateContext context, TemplateOutput out) {
        ByteBuf message = context.message();
        if (!out.fits(message.readableBytes())) {
            return;
        }
        byte[] bytes = ByteBufUtil.getBytes(message);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            change(bytes);
            out.write(bytes);
            return;
        }
        out.write(change(text));
    }
}
