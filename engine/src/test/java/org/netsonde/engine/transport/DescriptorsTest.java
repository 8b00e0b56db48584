package org.netsonde.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptorsTest {

    @Test
    void givesNoMoreThanTheLimitUntilOneComesBack() {
        Descriptors descriptors = new Descriptors(2);
        assertThat(descriptors.tryTake()).isTrue();
        assertThat(descriptors.tryTake()).isTrue();
        assertThat(descriptors.tryTake()).isFalse();
        assertThat(descriptors.tryTake()).isFalse();
        descriptors.give();
        assertThat(descriptors.tryTake()).isTrue();
        assertThat(descriptors.tryTake()).isFalse();
    }

    @Test
    void limitOfTheProcessLeavesRoomForSockets() {
        assertThat(new Descriptors().limit()).isGreaterThanOrEqualTo(16);
    }
}
