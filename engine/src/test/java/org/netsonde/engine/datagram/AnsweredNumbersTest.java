package org.netsonde.engine.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netsonde.engine.datagram.AnsweredNumbers.Answer;

class AnsweredNumbersTest {

    private final AnsweredNumbers numbers = new AnsweredNumbers();

    @Test
    void tellsLateFromRepeated() {
        assertThat(numbers.note(1)).isEqualTo(Answer.NEXT);
        assertThat(numbers.note(3)).isEqualTo(Answer.NEXT);
        assertThat(numbers.note(2)).isEqualTo(Answer.LATE);
        assertThat(numbers.note(2)).isEqualTo(Answer.AGAIN);
        assertThat(numbers.note(3)).isEqualTo(Answer.AGAIN);
    }

    @Test
    void placesThatAreUsedAgainAreClean() {
        assertThat(numbers.note(5)).isEqualTo(Answer.NEXT);
        assertThat(numbers.note(6)).isEqualTo(Answer.NEXT);
        assertThat(numbers.note(5 + AnsweredNumbers.SIZE + 1)).isEqualTo(Answer.NEXT);
        assertThat(numbers.note(5 + AnsweredNumbers.SIZE)).isEqualTo(Answer.LATE);
        assertThat(numbers.note(6)).isEqualTo(Answer.FORGOTTEN);
        long far = 10L * AnsweredNumbers.SIZE + 6;
        assertThat(numbers.note(far)).isEqualTo(Answer.NEXT);
        assertThat(numbers.note(far - 1)).isEqualTo(Answer.LATE);
    }
}
