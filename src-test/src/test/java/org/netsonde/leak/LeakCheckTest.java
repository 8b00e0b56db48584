package org.netsonde.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.LeakPresenceDetector;
import io.netty.util.ResourceLeakTracker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.netsonde.fixtures.Bench;

class LeakCheckTest {

    private final LeakPresenceDetector.ResourceScope scope = new LeakPresenceDetector.ResourceScope("own");

    @Test
    void resourceThatIsHeldIsFound() {
        ResourceLeakTracker<Object> held = new LeakCheck.Factory(scope)
                .newResourceLeakDetector(Object.class, 1)
                .track(this);
        assertThat(LeakCheck.released(scope, Duration.ofMillis(50))).isFalse();
        assertThatThrownBy(scope::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leak");
        assertThat(held).isNotNull();
    }

    @Test
    void resourceThatIsReleasedIsNot() {
        ResourceLeakTracker<Object> held = new LeakCheck.Factory(scope)
                .newResourceLeakDetector(Object.class, 1)
                .track(this);
        held.close(this);
        assertThat(LeakCheck.released(scope, Bench.LIMIT)).isTrue();
        scope.close();
    }

    @Test
    void everyBufferOfTheAllocatorsIsCounted() {
        for (ByteBufAllocator allocator :
                new ByteBufAllocator[] {ByteBufAllocator.DEFAULT, PooledByteBufAllocator.DEFAULT}) {
            assertThat(LeakCheck.holdsAnything()).isFalse();
            ByteBuf held = allocator.directBuffer();
            assertThat(LeakCheck.holdsAnything()).isTrue();
            ByteBuf slice = held.writeInt(1).retainedSlice();
            held.release();
            assertThat(LeakCheck.holdsAnything()).isTrue();
            slice.release();
            assertThat(LeakCheck.holdsAnything()).isFalse();
        }
    }
}
