package org.netsonde.engine.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentWindowTest {

    private final SentWindow window = new SentWindow();

    @Test
    void numbersCountFromOneAndKeepTheirTimesAsItGrows() {
        for (int i = 1; i <= 1000; i++) {
            assertThat(window.add(i * 10L)).isZero();
        }
        assertThat(window.oldest()).isEqualTo(1);
        assertThat(window.next()).isEqualTo(1001);
        assertThat(window.sentAt(1)).isEqualTo(10);
        assertThat(window.sentAt(777)).isEqualTo(7770);
        assertThat(window.waiting()).isEqualTo(1000);
    }

    @Test
    void givesUpWhatNobodyAnsweredInTime() {
        for (int i = 1; i <= 10; i++) {
            window.add(i);
        }
        window.answer(2);
        window.answer(2);
        window.answer(9);
        assertThat(window.expire(5)).isEqualTo(4);
        assertThat(window.contains(5)).isFalse();
        assertThat(window.contains(6)).isTrue();
        assertThat(window.waiting()).isEqualTo(4);
        assertThat(window.expire(100)).isEqualTo(4);
        assertThat(window.waiting()).isZero();
        assertThat(window.oldest()).isEqualTo(window.next());
    }

    @Test
    void isBoundedAndGivesUpTheOldestForTheNewest() {
        for (int i = 0; i < SentWindow.CAPACITY; i++) {
            window.add(i);
        }
        window.answer(2);
        assertThat(window.add(0)).isEqualTo(1);
        assertThat(window.add(0)).isZero();
        assertThat(window.add(0)).isEqualTo(1);
        assertThat(window.next() - window.oldest()).isEqualTo(SentWindow.CAPACITY);
    }
}
