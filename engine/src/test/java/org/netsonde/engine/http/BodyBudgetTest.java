package org.netsonde.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyBudgetTest {

    @Test
    void takesNoMoreThanThereIs() {
        BodyBudget budget = new BodyBudget(100);
        assertThat(budget.tryTake(60)).isTrue();
        assertThat(budget.tryTake(41)).isFalse();
        assertThat(budget.tryTake(40)).isTrue();
        assertThat(budget.tryTake(1)).isFalse();
        budget.give(60);
        assertThat(budget.tryTake(60)).isTrue();
        assertThat(budget.taken()).isEqualTo(100);
    }
}
