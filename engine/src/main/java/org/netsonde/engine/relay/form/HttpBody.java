package org.netsonde.engine.relay.form;

import io.netty.buffer.ByteBuf;

/** Finds where the body of a message of HTTP/1 ends (RFC 9112, sections 6 and 7). */
abstract sealed class HttpBody {

    private boolean done;
    private boolean broken;

    /** Looks at more of it; returns to where it reaches. What lies behind is to be shown again, with more. */
    abstract int advance(ByteBuf in, int from);

    /** Whether it has ended. */
    final boolean isDone() {
        return done;
    }

    /** Whether it is not as it ought to be, so that its end cannot be found. */
    final boolean isBroken() {
        return broken;
    }

    final void finish() {
        done = true;
    }

    final void fail() {
        broken = true;
    }

    /** Its length is known. */
    static final class Fixed extends HttpBody {
        private long left;

        Fixed(long length) {
            left = length;
            if (length == 0) {
                finish();
            }
        }

        @Override
        int advance(ByteBuf in, int from) {
            long step = Math.min(left, in.writerIndex() - from);
            left -= step;
            if (left == 0) {
                finish();
            }
            return from + (int) step;
        }
    }

    /** It ends with the stream. */
    static final class UntilEnd extends HttpBody {
        @Override
        int advance(ByteBuf in, int from) {
            return in.writerIndex();
        }
    }

    /** It comes in chunks. */
    static final class Chunked extends HttpBody {

        private static final int LONGEST_LINE = 16 << 10;
        private static final int MOST_TRAILERS = 64 << 10;

        private enum State {
            SIZE,
            DATA,
            BREAK,
            TRAILERS
        }

        private State state = State.SIZE;
        private long left;
        private int trailers;

        @Override
        int advance(ByteBuf in, int from) {
            int at = from;
            while (!isDone() && !isBroken()) {
                if (state == State.DATA) {
                    long step = Math.min(left, in.writerIndex() - at);
                    at += (int) step;
                    left -= step;
                    if (left > 0) {
                        return at;
                    }
                    state = State.BREAK;
                } else {
                    int feed = in.indexOf(at, in.writerIndex(), (byte) '\n');
                    if (feed < 0) {
                        check(in, at);
                        return at;
                    }
                    line(in, at, feed > at && in.getByte(feed - 1) == '\r' ? feed - 1 : feed);
                    at = feed + 1;
                }
            }
            return at;
        }

        /** A line that is too long, or no line at all, is not waited for. */
        private void check(ByteBuf in, int at) {
            int length = in.writerIndex() - at;
            boolean wrong = length > LONGEST_LINE
                    || (state == State.BREAK && length > 1)
                    || (state == State.SIZE && length > 0 && Character.digit(in.getByte(at), 16) < 0);
            if (wrong) {
                fail();
            }
        }

        private void line(ByteBuf in, int from, int to) {
            switch (state) {
                case SIZE -> {
                    left = size(in, from, to);
                    if (left < 0) {
                        fail();
                    }
                    state = left == 0 ? State.TRAILERS : State.DATA;
                }
                case BREAK -> {
                    if (to > from) {
                        fail();
                    }
                    state = State.SIZE;
                }
                default -> {
                    trailers += to - from + 1;
                    if (to == from) {
                        finish();
                    } else if (trailers > MOST_TRAILERS) {
                        fail();
                    }
                }
            }
        }
    }

    private static final int MOST_DIGITS = 15;

    /** The size that begins a line, before blanks and extensions; -1 if there is none. */
    private static long size(ByteBuf in, int from, int to) {
        long size = 0;
        int at = from;
        while (at < to && Character.digit(in.getByte(at), 16) >= 0) {
            size = size * 16 + Character.digit(in.getByte(at), 16);
            at++;
            if (at - from > MOST_DIGITS) {
                return -1;
            }
        }
        boolean ends = at == to || in.getByte(at) == ';' || in.getByte(at) == ' ' || in.getByte(at) == '\t';
        return at > from && ends ? size : -1;
    }

    /** Appends what stands in the chunks of a whole body. */
    static void joinChunks(ByteBuf in, int from, int to, ByteBuf out) {
        int at = from;
        while (at < to) {
            int feed = in.indexOf(at, to, (byte) '\n');
            long size = feed < 0 ? 0 : size(in, at, in.getByte(feed - 1) == '\r' ? feed - 1 : feed);
            if (size <= 0) {
                return;
            }
            out.writeBytes(in, feed + 1, (int) size);
            // Behind the data stands a line break of one or two bytes.
            at = in.indexOf(feed + 1 + (int) size, to, (byte) '\n') + 1;
        }
    }
}
