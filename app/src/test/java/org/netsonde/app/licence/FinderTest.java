package org.netsonde.app.licence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FinderTest {

    @Test
    void wordsAreFoundWhetherInCapitalsOrNot() {
        assertThat(Finder.of("Copyright, COPYRIGHT and copy", "copyright").places())
                .containsExactly(0, 11);
    }

    @Test
    void wordsAtTheVeryEndAreFoundAndLongerOnesAreNot() {
        assertThat(Finder.of("the end", "end").places()).containsExactly(4);
        assertThat(Finder.of("end", "ends").places()).isEmpty();
    }

    @Test
    void blanksFindNothing() {
        assertThat(Finder.of("a b", " ").places()).isEmpty();
        assertThat(Finder.of("a b", "").places()).isEmpty();
    }

    @Test
    void placesAreBounded() {
        assertThat(Finder.of("a".repeat(3 * Finder.MAX), "a").places()).hasSize(Finder.MAX);
    }

    @Test
    void theNextPlaceIsAtOrBehindAPositionAndBehindTheLastTheFirst() {
        Finder finder = Finder.of("-x-x", "x");

        assertThat(finder.at(0)).isZero();
        assertThat(finder.at(1)).isZero();
        assertThat(finder.at(2)).isEqualTo(1);
        assertThat(finder.at(4)).isZero();
        assertThat(finder.counted(1)).isEqualTo("2/2");
    }
}
