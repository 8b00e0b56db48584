package org.netsonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.SystemErrors.Condition;

class SystemErrorsTest {

    private static final Map<Integer, String> CHINESE = Map.of(98, "地址已在使用", 13, "权限不够", 111, "拒绝连接");

    private final SystemErrors chinese = new SystemErrors(false, number -> CHINESE.getOrDefault(number, ""));

    @Test
    void recognisesTheTextsOfASystemInAnotherLanguage() {
        assertThat(chinese.tells("bind(..) failed with error(-98): 地址已在使用", Condition.ADDRESS_IN_USE))
                .isTrue();
        assertThat(chinese.tells("权限不够", Condition.PERMISSION_DENIED)).isTrue();
        assertThat(chinese.tells("权限不够", Condition.ADDRESS_IN_USE)).isFalse();
    }

    @Test
    void recognisesEnglishTextsEverywhere() {
        assertThat(chinese.tells("connection refused: /127.0.0.1:1", Condition.TIMED_OUT, Condition.REFUSED))
                .isTrue();
        assertThat(chinese.tells("can't assign requested address", Condition.ADDRESS_NOT_AVAILABLE))
                .isTrue();
    }

    @Test
    void anErrorWithoutATextIsNotFoundInEverything() {
        assertThat(chinese.tells("anything", Condition.values())).isFalse();
    }
}
