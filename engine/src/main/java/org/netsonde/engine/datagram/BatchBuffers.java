package org.netsonde.engine.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory into which a socket, or several that share an event loop, read a batch of datagrams with one call of the system. It has room for datagrams of
 * any length, so nothing is ever cut, and is used again and again as long as nobody holds on to what was read; pages
 * behind short datagrams are never touched. Confined to the event loop.
 */
public final class BatchBuffers extends DefaultMaxMessagesRecvByteBufAllocator implements AutoCloseable {

    /**
     * The room for one datagram: more than the longest, which has 65,527 bytes with IPv6, and no power of two, since the
     * beginnings of all would share the same few lines of the processor's caches.
     */
    static final int SLOT = (64 << 10) + 64;

    /** How many datagrams are read at most before others on the event loop have their turn. */
    static final int AT_A_STRETCH = 64;

    private final int datagrams;
    private final int bytes;
    private @Nullable ByteBuf memory;
    private boolean closed;

    /** Memory for batches of so many datagrams. */
    public BatchBuffers(int datagrams) {
        super(datagrams);
        this.datagrams = datagrams;
        bytes = datagrams * SLOT;
    }

    // The interface of Netty that has a handle of the old kind is deprecated; this one is what channels ask for.
    @Override
    @SuppressWarnings("deprecation")
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return bytes;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return take(allocator);
            }

            private int batches;

            @Override
            public void reset(ChannelConfig config) {
                super.reset(config);
                batches = 0;
            }

            @Override
            public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
                // Then what was replied leaves and the memory is free again.
                batches++;
                return batches * datagrams < AT_A_STRETCH;
            }
        };
    }

    private ByteBuf take(ByteBufAllocator allocator) {
        ByteBuf free = memory;
        if (closed) {
            return allocator.directBuffer(SLOT);
        }
        if (free == null || free.refCnt() > 1) {
            if (free != null) {
                free.release();
            }
            free = allocator.directBuffer(bytes, bytes);
            memory = free;
        }
        return free.clear().retain();
    }

    /** Gives the memory back once those who hold on to it have let go. */
    @Override
    public void close() {
        closed = true;
        if (memory != null) {
            memory.release();
            memory = null;
        }
    }
}
