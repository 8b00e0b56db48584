package org.netsonde.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MarkGroupTest {

    private static final double MILLIS_PER_COLUMN = 100;

    private static List<MarkGroup> groups(long... times) {
        return MarkGroup.of(
                LongStream.of(times)
                        .mapToObj(at -> new Mark("", at, Tone.ACCENT, ""))
                        .toList(),
                MILLIS_PER_COLUMN,
                14);
    }

    @Test
    void marksApartHaveAFlagEach() {
        assertThat(groups(0, 1_400, 9_000)).extracting(MarkGroup::first).containsExactly(0L, 14L, 90L);
    }

    @Test
    void marksThatAreTooCloseShareOne() {
        List<MarkGroup> groups = groups(50, 60, 1_399, 1_400);
        assertThat(groups).extracting(group -> group.marks().size()).containsExactly(3, 1);
        assertThat(groups.getFirst().last()).isEqualTo(13);
    }

    @Test
    void gravestGivesTheFlag() {
        List<Mark> marks = List.of(
                new Mark("", 0, Tone.NEUTRAL, ""), new Mark("", 1, Tone.DANGER, ""), new Mark("", 2, Tone.WARNING, ""));
        assertThat(MarkGroup.of(marks, MILLIS_PER_COLUMN, 14).getFirst().tone()).isEqualTo(Tone.DANGER);
    }

    @Test
    void firstVisibleIsFoundAlsoIfItBeginsOutside() {
        List<MarkGroup> groups = groups(0, 1_000, 5_000, 9_000);
        assertThat(MarkGroup.firstFrom(groups, 10)).isZero();
        assertThat(MarkGroup.firstFrom(groups, 11)).isEqualTo(1);
        assertThat(MarkGroup.firstFrom(groups, 91)).isEqualTo(3);
        assertThat(groups).hasSize(3);
    }

    @Test
    void marksStandInTheOrderOfTime() {
        Marks marks = new Marks();
        marks.show(List.of(new Mark("", 5, Tone.ACCENT, "b"), new Mark("", 1, Tone.ACCENT, "a")));
        assertThat(marks.all()).extracting(Mark::text).containsExactly("a", "b");
        int before = marks.version();
        marks.show(List.of());
        assertThat(marks.version()).isNotEqualTo(before);
    }
}
