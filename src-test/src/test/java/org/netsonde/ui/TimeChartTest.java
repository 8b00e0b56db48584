package org.netsonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.netsonde.app.chart.ChartTexts;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.Span;
import org.netsonde.app.chart.Sparkline;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.TimeView;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The charts as they look: drawn on JavaFX's headless platform, read back pixel by pixel. */
@ExtendWith(ApplicationExtension.class)
class TimeChartTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final ChartTexts TEXTS = new ChartTexts("no data yet", "live", "paused — double click for live");
    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;

    private Stage stage;

    @Start
    void start(Stage stage) {
        this.stage = stage;
        stage.setX(0);
        stage.setY(0);
        stage.setScene(new Scene(new StackPane(), WIDTH, HEIGHT));
        stage.show();
    }

    @Test
    void gallery(FxRobot robot) throws IOException {
        robot.interact(() -> {
            for (boolean dark : new boolean[] {false, true}) {
                theme(dark);
                TimeView view = new TimeView();
                TimeChart connections = new TimeChart("Connections", Unit.COUNT, List.of(new Series("open", Tone.ACCENT)), TEXTS, view);
                TimeChart latency = new TimeChart(
                        "Latency",
                        Unit.MILLISECONDS,
                        List.of(new Series("p50", Tone.ACCENT), new Series("p99", Tone.WARNING), new Series("max", Tone.DANGER)),
                        TEXTS,
                        view);
                TimeChart bandwidth = new TimeChart(
                        "Bandwidth",
                        Unit.BYTES_PER_SECOND,
                        List.of(new Series("in", Tone.ACCENT), new Series("out", Tone.SUCCESS)),
                        TEXTS,
                        view);
                TimeChart errors = new TimeChart("Errors", Unit.PER_SECOND, List.of(new Series("errors", Tone.DANGER)), TEXTS, view);
                TimeChart sparse = new TimeChart("Sparse", Unit.COUNT, List.of(new Series("values", Tone.SUCCESS)), TEXTS);
                TimeChart empty = new TimeChart("Empty", Unit.COUNT, List.of(new Series("values", Tone.NEUTRAL)), TEXTS);
                Sparkline sparkline = new Sparkline();
                Sparkline idle = new Sparkline();
                Random random = new Random(5);
                double open = 20;
                double load = 1;
                for (int i = 0; i < 700; i++) {
                    long at = NOW - 70_000 + i * 100L;
                    if (i % 12 == 0) {
                        open = Math.max(0, open + random.nextInt(-4, 5));
                    }
                    load = Math.clamp(load + random.nextGaussian() * 0.05, 0.4, 1.6);
                    connections.append(at, Math.rint(open));
                    double p50 = 0.8 * load + random.nextDouble() * 0.1;
                    double p99 = p50 * 2 + random.nextDouble() * 0.5;
                    double max = p99 + (random.nextInt(25) == 0 ? 4 : random.nextDouble());
                    latency.append(at, p50, p99, max);
                    boolean gap = i > 300 && i < 340;
                    bandwidth.append(at, gap ? Double.NaN : 1.2e6 * load + random.nextGaussian() * 3e4, gap ? Double.NaN : 2.1e6 * load + random.nextGaussian() * 8e4);
                    errors.append(at, random.nextInt(90) == 0 ? random.nextInt(1, 4) : 0);
                    sparkline.append(load + random.nextDouble() * 0.1);
                    idle.append(0);
                }
                double[] few = {3, 4, 4, 9, 2, 2, 7, 7, 7, 5};
                for (int i = 0; i < few.length; i++) {
                    sparse.append(NOW - 50_000 + i * 5_000L, few[i]);
                }
                GridPane grid = new GridPane(12, 12);
                grid.addRow(0, connections, latency);
                grid.addRow(1, bandwidth, errors);
                grid.addRow(2, sparse, empty);
                grid.addRow(3, new HBox(8, sparkline, idle));
                for (TimeChart chart : List.of(connections, latency, bandwidth, errors, sparse, empty)) {
                    chart.setPrefSize(WIDTH, HEIGHT);
                }
                stage.setWidth(WIDTH * 2 + 12);
                stage.setHeight(HEIGHT * 3 + 60);
                stage.getScene().setRoot(grid);
                grid.applyCss();
                grid.layout();
                for (TimeChart chart : List.of(connections, latency, bandwidth, errors, sparse, empty)) {
                    chart.render(NOW);
                }
                sparkline.render();
                idle.render();
                save("gallery-" + (dark ? "dark" : "light"), stage.getScene().snapshot(null));
            }
        });
    }

    private void theme(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        String css = Objects.requireNonNull(TimeChart.class.getResource("/org/netsonde/style/chart.css"))
                .toExternalForm();
        if (!stage.getScene().getStylesheets().contains(css)) {
            stage.getScene().getStylesheets().add(css);
        }
    }

    private static void save(String name, WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try {
            Path folder = Files.createDirectories(Path.of("target", "charts"));
            ImageIO.write(copy, "png", folder.resolve(name + ".png").toFile());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
