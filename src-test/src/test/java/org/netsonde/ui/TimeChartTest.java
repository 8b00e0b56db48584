package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.chart.ChartTexts;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.Sparkline;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A chart drawn on JavaFX's headless platform, read back pixel by pixel, and driven by mouse and keyboard. */
@ExtendWith(ApplicationExtension.class)
class TimeChartTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final ChartTexts TEXTS = new ChartTexts("no data yet", "live", "paused");
    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final Color RED = Color.web("#ff0000");
    private static final Color GREEN = Color.web("#00ff00");
    private static final Color BLUE = Color.web("#0000ff");

    private final StackPane root = new StackPane();

    @Start
    void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets()
                .add(Objects.requireNonNull(TimeChart.class.getResource("/org/netsonde/style/chart.css"))
                        .toExternalForm());
        stage.setX(0);
        stage.setY(0);
        stage.setScene(scene);
        // The stage is that of the tests before, in their size.
        stage.sizeToScene();
        stage.show();
    }

    @Test
    void levelsAreDrawnInProportionToTheirValues(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.SUCCESS, Tone.DANGER);
        Pixels pixels = draw(robot, chart, () -> everySecond(chart, i -> new double[] {40, 10, 0}));
        int x = WIDTH / 2;
        double high = pixels.middleRow(x, BLUE);
        double low = pixels.middleRow(x, GREEN);
        double zero = pixels.middleRow(x, RED);
        assertThat(zero - high).isGreaterThan(60).isCloseTo(4 * (zero - low), offset(4));
    }

    @Test
    void stepIsDrawnWhereItHappened(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.SUCCESS);
        Pixels pixels = draw(robot, chart, () -> everySecond(chart, i -> new double[] {i < 45 ? 10 : 40, 0}));
        int[] extent = pixels.columns(GREEN);
        int left = extent[0];
        int right = extent[extent.length - 1];
        int step = IntStream.rangeClosed(left, right)
                .filter(x -> pixels.middleRow(x, BLUE) < pixels.middleRow(left, BLUE) - 20)
                .findFirst()
                .orElseThrow();
        assertThat((double) step).isCloseTo(left + (right - left) * 0.75, offset(10));
    }

    @Test
    void onePeakAmongManyPointsIsVisible(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.SUCCESS);
        Pixels pixels = draw(robot, chart, () -> {
            for (int i = 0; i < 60_000; i++) {
                chart.append(NOW - 60_000 + i, i == 31_234 ? 100 : 5, 0);
            }
        });
        int highest = IntStream.of(pixels.columns(BLUE))
                .map(x -> pixels.firstRow(x, BLUE))
                .min()
                .orElseThrow();
        double zero = pixels.middleRow(WIDTH / 2, GREEN);
        double usual = pixels.middleRow(WIDTH / 4, BLUE);
        assertThat(zero - highest).isGreaterThan(10 * (zero - usual));
    }

    @Test
    void fewPointsMakeAContinuousLine(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.SUCCESS);
        Pixels pixels = draw(robot, chart, () -> {
            chart.append(NOW - 50_000, 10, Double.NaN);
            chart.append(NOW - 30_000, 90, Double.NaN);
            chart.append(NOW - 10_000, 30, Double.NaN);
        });
        int[] columns = pixels.columns(BLUE);
        assertThat(columns).hasSizeGreaterThan(300);
        assertThat(columns[columns.length - 1] - columns[0]).isEqualTo(columns.length - 1);
        for (int i = 1; i < columns.length; i++) {
            assertThat(pixels.firstRow(columns[i], BLUE))
                    .as("column %d touches the one before", columns[i])
                    .isBetween(pixels.firstRow(columns[i - 1], BLUE) - 4, pixels.lastRow(columns[i - 1], BLUE) + 4);
        }
    }

    @Test
    void gapStaysEmpty(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.SUCCESS);
        Pixels pixels =
                draw(robot, chart, () -> everySecond(chart, i -> new double[] {i > 20 && i < 40 ? Double.NaN : 10, 0}));
        int[] columns = pixels.columns(BLUE);
        int widest = IntStream.range(1, columns.length)
                .map(i -> columns[i] - columns[i - 1])
                .max()
                .orElseThrow();
        assertThat((double) widest).isCloseTo(pixels.columns(GREEN).length / 3.0, offset(20));
    }

    @Test
    void colorsFollowTheTheme(FxRobot robot) throws IOException {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.WARNING, Tone.DANGER);
        robot.interact(() -> chart.setStyle(null));
        Pixels light = draw(
                robot,
                chart,
                () -> everySecond(chart, i -> new double[] {10, 18 + i % 3, i % 20 == 7 ? 60 : 22 + i % 5}));
        assertThat(light.columns(Color.web("#218bff"))).hasSizeGreaterThan(300);
        light.save("time-chart-light");
        Pixels dark = inTheme(robot, chart, new PrimerDark());
        dark.save("time-chart-dark");
        assertThat(dark.columns(Color.web("#218bff"))).isEmpty();
        assertThat(dark.columns(Color.web("#388bfd"))).hasSizeGreaterThan(300);
    }

    @Test
    void accessibleTextTellsTitleAndValues(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.DANGER);
        assertThat(chart.getAccessibleText()).isEqualTo("Latency: no data yet; live");
        draw(robot, chart, () -> chart.append(NOW, 1.25, 80));
        assertThat(chart.getAccessibleText()).isEqualTo("Latency: ACCENT 1.25 ms, DANGER 80.0 ms; live");
    }

    @Test
    void wheelZoomsAndDoubleClickReturnsToLive(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT);
        draw(robot, chart, () -> everySecond(chart, i -> new double[] {i}));
        robot.moveTo(chart).scroll(-3);
        assertThat(chart.view().isLive()).isFalse();
        robot.interact(() -> chart.fireEvent(doubleClick()));
        assertThat(chart.view().isLive()).isTrue();
    }

    /** Two clicks of the robot are two clicks to JavaFX where the machine stalls between them. */
    private static MouseEvent doubleClick() {
        return new MouseEvent(
                MouseEvent.MOUSE_CLICKED,
                WIDTH / 2.0,
                HEIGHT / 2.0,
                WIDTH / 2.0,
                HEIGHT / 2.0,
                MouseButton.PRIMARY,
                2,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                true,
                null);
    }

    @Test
    void dragPansIntoThePast(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT, Tone.DANGER);
        draw(robot, chart, () -> everySecond(chart, i -> new double[] {i, 0}));
        robot.drag(chart).moveBy(120, 0).drop();
        assertThat(chart.view().isLive()).isFalse();
    }

    @Test
    void keysPanAndReturn(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT);
        draw(robot, chart, () -> everySecond(chart, i -> new double[] {i}));
        robot.interact(chart::requestFocus);
        robot.type(KeyCode.LEFT);
        assertThat(chart.view().isLive()).isFalse();
        robot.type(KeyCode.HOME);
        assertThat(chart.view().isLive()).isTrue();
        robot.type(KeyCode.LEFT);
        robot.type(KeyCode.ESCAPE);
        assertThat(chart.view().isLive()).isTrue();
    }

    @Test
    void pointingMarksTheLineAndLeavingClearsIt(FxRobot robot) {
        TimeChart chart = chart(robot, Tone.ACCENT);
        robot.interact(() -> chart.setStyle(chart.getStyle() + "-chart-crosshair: #ff00ff;"));
        Pixels before = draw(robot, chart, () -> everySecond(chart, i -> new double[] {i}));
        assertThat(before.columns(Color.MAGENTA)).isEmpty();
        robot.moveTo(chart);
        Pixels pointing = draw(robot, chart, () -> {});
        assertThat(pointing.columns(Color.MAGENTA)).hasSize(1);
        assertThat((double) pointing.columns(Color.MAGENTA)[0]).isCloseTo(WIDTH / 2.0, offset(26));
    }

    @Test
    void sparklineDrawsItsValues(FxRobot robot) {
        Sparkline sparkline = new Sparkline();
        robot.interact(() -> {
            sparkline.setStyle("-chart-accent: #0000ff;");
            root.getChildren().setAll(sparkline);
            for (int i = 0; i < 60; i++) {
                sparkline.append(i);
            }
            root.applyCss();
            root.layout();
            sparkline.render();
        });
        Pixels pixels = snapshot(robot);
        int[] columns = pixels.columns(BLUE);
        assertThat(columns[columns.length - 1] - columns[0]).isBetween(65, 72);
        assertThat(pixels.firstRow(columns[columns.length - 1], BLUE))
                .isLessThan(pixels.firstRow(columns[0], BLUE) - 10);
    }

    private TimeChart chart(FxRobot robot, Tone... tones) {
        List<Series> series =
                Stream.of(tones).map(tone -> new Series(tone.name(), tone)).toList();
        TimeChart chart = new TimeChart("Latency", Unit.MILLISECONDS, series, TEXTS);
        robot.interact(() -> {
            chart.setStyle("-chart-accent: #0000ff; -chart-success: #00ff00; -chart-danger: #ff0000;");
            root.getChildren().setAll(chart);
        });
        return chart;
    }

    /** A point a second for the visible minute. */
    private static void everySecond(TimeChart chart, IntFunction<double[]> values) {
        for (int i = 0; i <= 60; i++) {
            chart.append(NOW - 60_000 + i * 1_000L, values.apply(i));
        }
    }

    private Pixels draw(FxRobot robot, TimeChart chart, Runnable append) {
        robot.interact(() -> {
            append.run();
            root.applyCss();
            root.layout();
            chart.render(NOW);
        });
        return snapshot(robot);
    }

    private Pixels inTheme(FxRobot robot, TimeChart chart, Theme theme) {
        robot.interact(() -> Application.setUserAgentStylesheet(theme.getUserAgentStylesheet()));
        return draw(robot, chart, () -> {});
    }

    private Pixels snapshot(FxRobot robot) {
        AtomicReference<WritableImage> image = new AtomicReference<>();
        robot.interact(() -> image.set(root.getScene().snapshot(null)));
        return new Pixels(image.get());
    }

    private static Offset<Double> offset(double value) {
        return Offset.offset(value);
    }

    /** Where a colour is in a picture, below the legend. */
    private record Pixels(WritableImage image) {

        private static final int BELOW_LEGEND = 30;

        int[] columns(Color color) {
            return IntStream.range(0, (int) image.getWidth())
                    .filter(x -> firstRow(x, color) >= 0)
                    .toArray();
        }

        int firstRow(int x, Color color) {
            return IntStream.range(BELOW_LEGEND, (int) image.getHeight())
                    .filter(y -> image.getPixelReader().getColor(x, y).equals(color))
                    .findFirst()
                    .orElse(-1);
        }

        int lastRow(int x, Color color) {
            return IntStream.range(BELOW_LEGEND, (int) image.getHeight())
                    .filter(y -> image.getPixelReader().getColor(x, y).equals(color))
                    .max()
                    .orElse(-1);
        }

        /** Leaves the picture in the build folder, for people to look at. */
        void save(String name) throws IOException {
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
                }
            }
            Path folder = Files.createDirectories(Path.of("target", "charts"));
            ImageIO.write(copy, "png", folder.resolve(name + ".png").toFile());
        }

        double middleRow(int x, Color color) {
            assertThat(firstRow(x, color)).as("%s in column %d", color, x).isNotNegative();
            return (firstRow(x, color) + lastRow(x, color)) / 2.0;
        }
    }
}
