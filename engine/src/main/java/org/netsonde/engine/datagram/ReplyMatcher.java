package org.netsonde.engine.datagram;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.metrics.MeterWriter;

/**
 * Finds for each reply the message that it answers, measures the time between, and counts what went wrong on the way. With
 * numbers it knows exactly; without, a peer's replies are taken to answer the messages in the order in which they were
 * sent. Where several peers reply, each may answer every message. Confined to one event loop.
 */
public final class ReplyMatcher {

    private static final long NONE = -1;
    private static final long REPEATED = -2;

    private final MeterWriter meter;
    private final SentWindow sent = new SentWindow();
    private final @Nullable Numbering numbering;

    /** What one peer has answered. */
    public static final class Answers {
        private @Nullable AnsweredNumbers numbers;
        private long next = 1;

        /** Nothing yet. */
        public Answers() {}
    }

    private ReplyMatcher(MeterWriter meter, @Nullable Numbering numbering) {
        this.meter = meter;
        this.numbering = numbering;
    }

    /** Matches in order. */
    public static ReplyMatcher inOrder(MeterWriter meter) {
        return new ReplyMatcher(meter, null);
    }

    /**
     * Matches by number.
     *
     * @param port the client's local port, which stands in its numbers
     */
    public static ReplyMatcher byNumber(MeterWriter meter, int port) {
        return new ReplyMatcher(meter, new Numbering(port));
    }

    /** How many bytes {@link #begin} writes. */
    public int overhead() {
        return numbering == null ? 0 : Numbering.LENGTH;
    }

    /** Writes what stands before the next message, if anything. */
    public void begin(ByteBuf out) {
        if (numbering != null) {
            numbering.write(sent.next(), out);
        }
    }

    /** The message was sent. */
    public void sent(long now) {
        giveUp(sent.add(now));
    }

    /** A peer said something; {@code in} holds it at {@code index}. */
    public void heard(Answers peer, ByteBuf in, int index, int length, long now) {
        long number = numbering == null ? inTurn(peer) : numbered(peer, numbering.find(in, index, length));
        if (sent.contains(number)) {
            meter.latency(now - sent.sentAt(number), 1);
            sent.answer(number);
        } else if (number != REPEATED) {
            meter.add(DatagramMetrics.UNMATCHED, 1);
        }
    }

    private long inTurn(Answers peer) {
        long number = Math.max(peer.next, sent.oldest());
        if (number >= sent.next()) {
            return NONE;
        }
        peer.next = number + 1;
        return number;
    }

    private long numbered(Answers peer, long number) {
        if (number < 1 || number >= sent.next()) {
            return NONE;
        }
        if (peer.numbers == null) {
            peer.numbers = new AnsweredNumbers();
        }
        switch (peer.numbers.note(number)) {
            case NEXT -> {}
            case LATE -> meter.add(DatagramMetrics.REORDERED, 1);
            case AGAIN -> {
                meter.add(DatagramMetrics.DUPLICATES, 1);
                return REPEATED;
            }
            case FORGOTTEN -> {
                return NONE;
            }
        }
        return number;
    }

    /** How many messages wait for their first reply. */
    public int waiting() {
        return sent.waiting();
    }

    /** Whether a time for replies has yet to end. */
    public boolean isOpen() {
        return sent.oldest() < sent.next();
    }

    /** When the oldest message whose time has not ended was sent; only if {@link #isOpen}. */
    public long oldest() {
        return sent.sentAt(sent.oldest());
    }

    /** The time for replies to what was sent at that time or before is over. */
    public void expire(long until) {
        giveUp(sent.expire(until));
    }

    /** The time for all replies is over. */
    public void end() {
        giveUp(sent.waiting());
    }

    private void giveUp(int messages) {
        if (messages > 0) {
            meter.add(numbering == null ? DatagramMetrics.UNANSWERED : DatagramMetrics.LOST, messages);
        }
    }
}
