package org.netsonde.engine.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * Finds messages in the bytes of one direction of one connection. Keeps only how far it has looked, so that a long
 * incomplete message is not searched again from its start. Not safe for threads.
 */
public interface FrameScanner {

    /** Receives each complete message. */
    @FunctionalInterface
    interface Sink {
        /**
         * A complete message.
         *
         * @param in the buffer that holds it; only valid during the call
         * @param index where its payload begins
         * @param length how long its payload is
         */
        void frame(ByteBuf in, int index, int length);
    }

    /**
     * Reports every complete message in {@code in} and moves its reader index behind the last of them. What remains
     * must stand at the reader index at the next call, with more bytes behind it.
     *
     * @return how many messages were reported
     * @throws FrameTooLargeException if a message is longer than allowed; the messages before it were reported
     */
    int scan(ByteBuf in, Sink sink) throws FrameTooLargeException;

    /** Every read is a message. */
    final class RawScanner implements FrameScanner {
        @Override
        public int scan(ByteBuf in, Sink sink) {
            int length = in.readableBytes();
            if (length == 0) {
                return 0;
            }
            int index = in.readerIndex();
            in.skipBytes(length);
            sink.frame(in, index, length);
            return 1;
        }
    }

    /** A message ends at a sequence of bytes. */
    final class DelimiterScanner implements FrameScanner {
        private final byte[] delimiter;
        private final ByteBuf needle;
        private final boolean dropCarriageReturn;
        private final int limit;
        private int looked;

        DelimiterScanner(byte[] delimiter, boolean dropCarriageReturn, int limit) {
            this.delimiter = delimiter;
            this.needle = Unpooled.wrappedBuffer(delimiter);
            this.dropCarriageReturn = dropCarriageReturn;
            this.limit = limit;
        }

        @Override
        public int scan(ByteBuf in, Sink sink) throws FrameTooLargeException {
            int count = 0;
            while (in.isReadable()) {
                int start = in.readerIndex();
                int end = find(in, start + looked);
                if (end < 0) {
                    int pending = in.readableBytes();
                    // What is searched next begins where a delimiter could still begin.
                    looked = Math.max(0, pending - (delimiter.length - 1));
                    if (pending >= (long) limit + delimiter.length + (dropCarriageReturn ? 1 : 0)) {
                        throw new FrameTooLargeException(pending, limit);
                    }
                    return count;
                }
                looked = 0;
                int length = end - start;
                if (dropCarriageReturn && length > 0 && in.getByte(end - 1) == '\r') {
                    length--;
                }
                if (length > limit) {
                    throw new FrameTooLargeException(length, limit);
                }
                in.readerIndex(end + delimiter.length);
                sink.frame(in, start, length);
                count++;
            }
            return count;
        }

        private int find(ByteBuf in, int from) {
            if (delimiter.length == 1) {
                return in.indexOf(from, in.writerIndex(), delimiter[0]);
            }
            int found = ByteBufUtil.indexOf(needle, in.slice(from, in.writerIndex() - from));
            return found < 0 ? -1 : from + found;
        }
    }

    /** A message stands behind its length. */
    final class LengthScanner implements FrameScanner {
        private final int size;
        private final boolean big;
        private final int limit;

        LengthScanner(int size, boolean big, int limit) {
            this.size = size;
            this.big = big;
            this.limit = limit;
        }

        @Override
        public int scan(ByteBuf in, Sink sink) throws FrameTooLargeException {
            int count = 0;
            while (in.readableBytes() >= size) {
                int start = in.readerIndex();
                long length = length(in, start);
                if (length < 0 || length > limit) {
                    throw new FrameTooLargeException(length, limit);
                }
                if (in.readableBytes() < size + length) {
                    return count;
                }
                in.readerIndex(start + size + (int) length);
                sink.frame(in, start + size, (int) length);
                count++;
            }
            return count;
        }

        private long length(ByteBuf in, int index) {
            return switch (size) {
                case 1 -> in.getUnsignedByte(index);
                case 2 -> big ? in.getUnsignedShort(index) : in.getUnsignedShortLE(index);
                case 4 -> big ? in.getUnsignedInt(index) : in.getUnsignedIntLE(index);
                default -> big ? in.getLong(index) : in.getLongLE(index);
            };
        }
    }
}
