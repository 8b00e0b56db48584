package org.netsonde.engine.relay.intercept;

import com.google.re2j.Matcher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.rule.BoundedRegex;
import org.netsonde.engine.relay.RelayMetrics;
import org.netsonde.engine.relay.link.Passage;
import org.netsonde.engine.relay.link.Piece;
import org.netsonde.engine.relay.link.Stage;

/**
 * Rewrites the messages of one direction of one conversation by one rule. What stays the same leaves byte for byte as it came.
 * Of a long message only the beginning is searched, and what would take too long or become too large stays as it is; that is
 * written down. So does what lies between the messages of a conversation that has some, such as a handshake: nobody would
 * correct the lengths that are told in it.
 */
final class RewriteStage extends Stage {

    /** How long a message may become. */
    static final int LONGEST = 16 << 20;

    /** How long a datagram may become: what UDP over IPv4 carries. */
    static final int LONGEST_DATAGRAM = 65_507;

    /** How much of a message is searched at most. */
    static final int MOST_SEARCHED = 1 << 20;

    /** For how long one message may hold up all others, in nanoseconds. A single search is bounded by its pattern. */
    private static final long MOST_TIME = TimeUnit.MILLISECONDS.toNanos(50);

    private final RewriteSource rule;
    private final Passage passage;
    private final int reach;
    private boolean saidHead;
    private boolean saidBetween;

    RewriteStage(RewriteSource rule, Passage passage) {
        this.rule = rule;
        this.passage = passage;
        this.reach = Math.min(MOST_SEARCHED, BoundedRegex.reach(rule.pattern()));
    }

    @Override
    public void take(Piece piece) {
        if (!piece.isMessage() && passage.messages()) {
            between(piece);
            return;
        }
        byte[] changed = rewritten(piece.payload());
        if (changed == null) {
            pass(piece);
            return;
        }
        passage.count(RelayMetrics.REWRITTEN, 1);
        pass(piece.with(passage.alloc().buffer(changed.length).writeBytes(changed)));
    }

    /** Passes what is not rewritten, and says so the first time that the rule would have had something to do. */
    private void between(Piece piece) {
        if (!saidBetween
                && rule.pattern()
                        .matcher(Searched.of(piece.payload(), reach).text())
                        .find()) {
            saidBetween = true;
            passage.note(Phrase.of("event.rewriteBetween"));
        }
        pass(piece);
    }

    /** What becomes of a message; null if it stays as it is. */
    private byte @Nullable [] rewritten(ByteBuf message) {
        Searched searched = Searched.of(message, reach);
        if (searched.length() < message.readableBytes() && !saidHead) {
            saidHead = true;
            passage.note(Phrase.of("event.rewriteHead", searched.length(), message.readableBytes()));
        }
        Matcher found = rule.pattern().matcher(searched.text());
        if (!found.find()) {
            return null;
        }
        Growing out = new Growing(passage.datagrams() ? LONGEST_DATAGRAM : LONGEST);
        long start = passage.now();
        int at = 0;
        boolean more;
        do {
            out.write(searched.bytes(at, found.start()));
            rule.replacement().write(found, searched, out);
            at = found.end();
            more = !out.isFull() && found.find();
            // Nothing is won by leaving off behind the last one.
            if (more && passage.now() - start > MOST_TIME) {
                passage.note(Phrase.of("event.rewriteSlow"));
                return null;
            }
        } while (more);
        out.write(searched.bytes(at, searched.text().length()));
        out.write(ByteBufUtil.getBytes(
                message, message.readerIndex() + searched.length(), message.readableBytes() - searched.length()));
        if (out.isFull()) {
            passage.note(Phrase.of("event.rewriteGrew"));
            return null;
        }
        byte[] changed = out.toByteArray();
        return Arrays.equals(changed, ByteBufUtil.getBytes(message)) ? null : changed;
    }
}
