package org.netsonde.engine.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.Failure;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.Phrase;
import org.netsonde.engine.message.StreamMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SettingsBinderTest {

    /** One option of every type, most with bounds. */
    public record Everything(
            @Option(min = 1, max = 5) String text,
            boolean flag,
            @Option(min = -3, max = 10) int small,
            @Option(min = 0) long large,
            @Option(min = 0, max = 1) double real,
            @Option(min = 1_000_000, max = 1_000_000_000) Duration time,
            @Option(max = 1024) DataSize size,
            Colour colour,
            Shape shape,
            Point point,
            @Option(max = 2) List<String> names,
            List<Point> points)
            implements Settings {
        public Everything() {
            this(
                    "text",
                    false,
                    1,
                    2,
                    0.5,
                    Duration.ofMillis(30),
                    new DataSize(64),
                    Colour.DARK_RED,
                    new Shape.Circle(1),
                    new Point(),
                    List.of(),
                    List.of());
        }
    }

    /** Words. */
    public enum Colour {
        DARK_RED,
        BLUE
    }

    /** A choice of kinds. */
    public sealed interface Shape {
        /** A kind with a default. */
        record Circle(@Option(min = 1) int radius) implements Shape {
            public Circle() {
                this(7);
            }
        }

        /** A kind without a default for one of its options. */
        record RoundSquare(int side) implements Shape {}
    }

    /** A choice that may hold itself, as no form could show it. */
    public sealed interface Tree {
        /** Its end. */
        record Leaf() implements Tree {}

        /** One more level. */
        record Branch(Tree inner) implements Tree {}
    }

    /** Settings without a bound of their own on their depth. */
    public record Forest(Tree tree) implements Settings {
        public Forest() {
            this(new Tree.Leaf());
        }
    }

    /** A record that may stand as a string, with a rule across its fields. */
    @Shorthand("name")
    public record Point(String name, int x, int y) {
        public Point {
            if (x > 100 && y > 100) {
                throw new SettingsException(List.of(
                        new Problem("x", Phrase.of("problem.atMost", 100, x)),
                        new Problem("y", Phrase.of("problem.atMost", 100, y))));
            }
        }

        public Point() {
            this("origin", 0, 0);
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static Bound<Everything> bind(String json) {
        return SettingsBinder.bind(Everything.class, new Everything(), json(json));
    }

    private static List<Protocol<?, ?>> protocols() {
        return List.copyOf(ProtocolRegistry.builtin().all());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void defaultsOfEveryProtocolReadBackFromTheirJson(Protocol<?, ?> protocol) {
        roundTrip(protocol.settingsType(), (Record) protocol.defaults());
        roundTrip(protocol.messageType(), (Record) protocol.emptyMessage());
    }

    private static <T extends Record> void roundTrip(Class<T> type, Record value) {
        Bound<T> bound = SettingsBinder.bind(type, null, SettingsDescriber.toJson(value));
        assertThat(bound.problems()).isEmpty();
        assertThat(bound.unknown()).isEmpty();
        assertThat(bound.value()).isEqualTo(value);
    }

    @Test
    void everyTypeOfOptionReadsBack() {
        Everything value = new Everything(
                "a\"\n",
                true,
                -3,
                Long.MAX_VALUE,
                0.125,
                Duration.ofMillis(1500).dividedBy(2),
                new DataSize(1000),
                Colour.BLUE,
                new Shape.RoundSquare(-1),
                new Point("p", 1, 2),
                List.of("x", ""),
                List.of(new Point("q", 3, 4), new Point()));
        roundTrip(Everything.class, value);
    }

    @Test
    void absentAndNullFieldsTakeTheirDefault() {
        assertThat(bind("{}").orThrow()).isEqualTo(new Everything());
        assertThat(bind("{'small': null, 'point': {'x': 4, 'name': null}}")
                        .orThrow()
                        .point())
                .isEqualTo(new Point("origin", 4, 0));
    }

    @Test
    void numbersFlagsAndTimesMayBeStrings() {
        Everything bound = bind("{'flag': 'true', 'small': '-2', 'large': ' 7 ', 'real': '0.25', 'text': 12,"
                        + " 'time': '20ms', 'size': '1KiB'}")
                .orThrow();
        assertThat(bound.flag()).isTrue();
        assertThat(bound.small()).isEqualTo(-2);
        assertThat(bound.large()).isEqualTo(7);
        assertThat(bound.real()).isEqualTo(0.25);
        assertThat(bound.text()).isEqualTo("12");
        assertThat(bound.time()).isEqualTo(Duration.ofMillis(20));
        assertThat(bound.size()).isEqualTo(new DataSize(1024));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text': ''} | text | problem.empty",
                "{'text': 'sixsix'} | text | problem.tooLong",
                "{'text': []} | text | problem.notText",
                "{'flag': 'yes'} | flag | problem.notFlag",
                "{'flag': 1} | flag | problem.notFlag",
                "{'small': 1.5} | small | problem.notWhole",
                "{'small': 'x'} | small | problem.notWhole",
                "{'small': '1e999999999'} | small | problem.notWhole",
                "{'small': '1e-999999999'} | small | problem.notWhole",
                "{'small': 11} | small | problem.range",
                "{'small': -4} | small | problem.range",
                "{'small': 99999999999999999999} | small | problem.range",
                "{'large': -1} | large | problem.atLeast",
                "{'real': 'NaN'} | real | problem.notNumber",
                "{'real': 'x'} | real | problem.notNumber",
                "{'real': 1.01} | real | problem.range",
                "{'time': '5'} | time | problem.notDuration",
                "{'time': '2s'} | time | problem.range",
                "{'time': '1us'} | time | problem.range",
                "{'size': 'big'} | size | problem.notSize",
                "{'size': '1025'} | size | problem.atMost",
                "{'colour': 'green'} | colour | problem.notChoice",
                "{'colour': 'DARK_RED'} | colour | problem.notChoice",
                "{'shape': 'hexagon'} | shape.type | problem.notChoice",
                "{'shape': {'type': null}} | shape.type | problem.notChoice",
                "{'shape': {'radius': 0}} | shape.radius | problem.atLeast",
                "{'shape': 'round-square'} | shape.side | problem.required",
                "{'shape': 3} | shape.type | problem.notChoice",
                "{'point': 3} | point | problem.notObject",
                "{'point': {'y': 'x'}} | point.y | problem.notWhole",
                "{'names': 'x'} | names | problem.notList",
                "{'names': ['a', 'b', 'c']} | names | problem.atMost",
                "{'names': ['a', null]} | names[1] | problem.notText",
                "{'points': ['a', {'x': []}]} | points[1].x | problem.notWhole"
            })
    void saysWhatIsWrongWithWhichField(String json, String field, String key) {
        Bound<Everything> bound = bind(json);
        assertThat(bound.value()).isNull();
        assertThat(bound.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.text().key()).isEqualTo(key);
            assertThat(problem.text().text(Locale.ENGLISH))
                    .doesNotContain("problem.")
                    .doesNotContain("{0}");
        });
    }

    @Test
    void reportsEveryBadFieldAtOnce() {
        Bound<Everything> bound = bind(
                "{'text': '', 'small': 99, 'shape': {'type': 'circle', 'radius': 0}, 'points': [{'y': 'a'}, 'b', {'x': 'c'}]}");
        assertThat(bound.problems())
                .extracting(Problem::field)
                .containsExactly("text", "small", "shape.radius", "points[0].y", "points[2].x");
        Failure failure =
                catchThrowableOfType(FailureException.class, bound::orThrow).failure();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.INVALID_SETTINGS);
        assertThat(failure.what().text(Locale.ENGLISH)).contains("text: ", "points[2].x: ");
    }

    @Test
    void ruleAcrossFieldsIsReportedAtItsFields() {
        Bound<Everything> bound = bind("{'points': [{'x': 200, 'y': 300}]}");
        assertThat(bound.problems()).extracting(Problem::field).containsExactly("points[0].x", "points[0].y");
    }

    @Test
    void shorthandStandsForTheRecord() {
        Everything bound = bind("{'point': 'here', 'points': ['a', {'name': 'b', 'x': 1}]}")
                .orThrow();
        assertThat(bound.point()).isEqualTo(new Point("here", 0, 0));
        assertThat(bound.points()).containsExactly(new Point("a", 0, 0), new Point("b", 1, 0));
        assertThat(SettingsBinder.bind(StreamMessage.class, new StreamMessage(), json("'Hello'"))
                        .orThrow())
                .isEqualTo(new StreamMessage(StreamMessage.Format.TEXT, "Hello"));
    }

    @Test
    void variantMayBeAWordAndKeepsItsDefaultsWhereTheKindIsNotSaid() {
        assertThat(bind("{'shape': 'circle'}").orThrow().shape()).isEqualTo(new Shape.Circle(1));
        assertThat(bind("{'shape': {'radius': 3}}").orThrow().shape()).isEqualTo(new Shape.Circle(3));
        assertThat(bind("{'shape': {'type': 'round-square', 'side': 2}}")
                        .orThrow()
                        .shape())
                .isEqualTo(new Shape.RoundSquare(2));
    }

    @Test
    void unknownFieldsAreNamedAndHaveNoEffect() {
        Bound<Everything> bound =
                bind("{'later': 1, 'point': {'z': 2}, 'shape': {'type': 'circle', 'hue': 3}, 'points': [{'w': 4}]}");
        assertThat(bound.orThrow().point()).isEqualTo(new Point());
        assertThat(bound.unknown()).containsExactlyInAnyOrder("later", "point.z", "shape.hue", "points[0].w");
    }

    @Test
    void nestingIsBounded() {
        assertThat(SettingsBinder.bind(Forest.class, new Forest(), json("{'tree': " + nested(10) + "}"))
                        .problems())
                .isEmpty();
        assertThat(SettingsBinder.bind(Forest.class, new Forest(), json("{'tree': " + nested(100) + "}"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.text().key()).isEqualTo("problem.depth"));
    }

    private static String nested(int depth) {
        return "{'type': 'branch', 'inner': ".repeat(depth) + "'leaf'" + "}".repeat(depth);
    }

    @Test
    void whatIsNotAnObjectIsRefusedAsAWhole() {
        assertThat(bind("[]").problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("(all)");
            assertThat(problem.text().key()).isEqualTo("problem.notObject");
        });
    }

    @Test
    void longValuesAreShownCut() {
        Bound<Everything> bound = bind("{'colour': '" + "x".repeat(500) + "'}");
        assertThat(bound.problems().getFirst().text().args().getFirst()).hasSizeLessThanOrEqualTo(60);
    }

    record WithJson(JsonText payload) {
        WithJson() {
            this(new JsonText("{}"));
        }
    }

    @Test
    void jsonIsTakenAsItselfOrAsTextAndKept() {
        assertThat(SettingsBinder.bind(WithJson.class, new WithJson(), json("{'payload': {'a': 1}}"))
                        .value())
                .isEqualTo(new WithJson(new JsonText("{\"a\":1}")));
        assertThat(SettingsBinder.bind(WithJson.class, new WithJson(), json("{'payload': 'Hello {'}"))
                        .value())
                .isEqualTo(new WithJson(new JsonText("Hello {")));
        assertThat(SettingsDescriber.toJson(new WithJson(new JsonText("{\"a\":1}")))
                        .toString())
                .isEqualTo("{\"payload\":{\"a\":1}}");
        assertThat(SettingsDescriber.toJson(new WithJson(new JsonText("{\"a\": 1e400}")))
                        .toString())
                .isEqualTo("{\"payload\":\"{\\\"a\\\": 1e400}\"}");
    }

    record Shared(
            @Option(min = 1, max = 9) int x,
            @Option(live = true) String name) {}

    record WithInline(@Inline Shared shared, int z) {
        WithInline() {
            this(new Shared(1, "n"), 2);
        }
    }

    @Test
    void componentsOfAnInlineRecordStandAmongThoseOfItsHolder() {
        Bound<WithInline> bound =
                SettingsBinder.bind(WithInline.class, new WithInline(), json("{'x': 3, 'z': 5, 'shared': 1}"));
        assertThat(bound.value()).isEqualTo(new WithInline(new Shared(3, "n"), 5));
        assertThat(bound.unknown()).containsExactly("shared");
        assertThat(SettingsBinder.bind(WithInline.class, new WithInline(), json("{'x': 10, 'z': 'no'}"))
                        .problems())
                .extracting(Problem::field)
                .containsExactly("x", "z");
        assertThat(SettingsDescriber.toJson(new WithInline()).toString()).isEqualTo("{\"x\":1,\"name\":\"n\",\"z\":2}");
        assertThat(SettingsDescriber.describe(WithInline.class, new WithInline()))
                .extracting(OptionSpec::name, OptionSpec::live)
                .containsExactly(tuple("x", false), tuple("name", true), tuple("z", false));
    }
}
