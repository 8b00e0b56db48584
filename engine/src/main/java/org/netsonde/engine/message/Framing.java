package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.protocol.DataSize;
import org.netsonde.engine.protocol.Option;
import org.netsonde.engine.protocol.SettingsException;

/** Where a message ends in a byte stream. */
public sealed interface Framing extends Packing {

    /** The default bound on a message's length. */
    DataSize DEFAULT_LIMIT = new DataSize(1 << 20);

    /** A scanner for one direction of one connection. */
    FrameScanner scanner();

    /** Every read is a message, however the peer wrote it. */
    record Raw() implements Framing {
        @Override
        public FrameScanner scanner() {
            return new FrameScanner.RawScanner();
        }

        @Override
        public void encode(ByteBuf in, int index, int length, ByteBuf out) {
            out.writeBytes(in, index, length);
        }
    }

    /** A message ends at LF; a CR before it is not part of the message. Sent with LF. */
    record Lines(@Option(min = 1, max = 1 << 30) DataSize maxLength) implements Framing {
        public Lines() {
            this(DEFAULT_LIMIT);
        }

        @Override
        public FrameScanner scanner() {
            return new FrameScanner.DelimiterScanner(new byte[] {'\n'}, true, (int) maxLength.bytes());
        }

        @Override
        public void encode(ByteBuf in, int index, int length, ByteBuf out) {
            out.writeBytes(in, index, length).writeByte('\n');
        }
    }

    /**
     * A message ends at a sequence of bytes.
     *
     * @param delimiter the sequence, with escapes such as {@code \r\n} or {@code \x03}
     */
    record Delimiter(
            @Option(min = 1, max = 64) String delimiter,
            @Option(min = 1, max = 1 << 30) DataSize maxLength) implements Framing {
        public Delimiter {
            try {
                if (Escapes.decode(delimiter).length == 0) {
                    throw new SettingsException("delimiter", Phrase.of("problem.empty"));
                }
            } catch (EscapeException e) {
                throw new SettingsException("delimiter", e.phrase());
            }
        }

        public Delimiter() {
            this("\\r\\n", DEFAULT_LIMIT);
        }

        @Override
        public FrameScanner scanner() {
            return new FrameScanner.DelimiterScanner(Escapes.decode(delimiter), false, (int) maxLength.bytes());
        }

        @Override
        public void encode(ByteBuf in, int index, int length, ByteBuf out) {
            out.writeBytes(in, index, length).writeBytes(Escapes.decode(delimiter));
        }
    }

    /**
     * A message stands behind its length, which does not count itself.
     *
     * @param size bytes of the length field: 1, 2, 4 or 8
     */
    record Length(
            int size,
            ByteOrder order,
            @Option(min = 1, max = 1 << 30) DataSize maxLength) implements Framing {
        public Length {
            if (size != 1 && size != 2 && size != 4 && size != 8) {
                throw new SettingsException("size", Phrase.of("problem.lengthSize", size));
            }
        }

        public Length() {
            this(4, ByteOrder.BIG, DEFAULT_LIMIT);
        }

        @Override
        public FrameScanner scanner() {
            return new FrameScanner.LengthScanner(size, order == ByteOrder.BIG, (int) maxLength.bytes());
        }

        @Override
        public void encode(ByteBuf in, int index, int length, ByteBuf out) {
            if (size < 4 && length >= 1 << (8 * size)) {
                throw new EscapeException(Phrase.of("problem.lengthField", length, size));
            }
            for (int i = 0; i < size; i++) {
                int shift = 8 * (order == ByteOrder.BIG ? size - 1 - i : i);
                out.writeByte(shift >= 32 ? 0 : length >>> shift);
            }
            out.writeBytes(in, index, length);
        }
    }

    /** The order of the bytes of a number. */
    enum ByteOrder {
        BIG,
        LITTLE
    }
}
