package org.netsonde.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
import org.netsonde.app.chart.ChartTexts;
import org.netsonde.app.chart.Mark;
import org.netsonde.app.chart.Series;
import org.netsonde.app.chart.Span;
import org.netsonde.app.chart.TimeChart;
import org.netsonde.app.chart.Tone;
import org.netsonde.app.chart.Unit;

/**
 * What a frame of live charts costs: four charts of 600 by 200 with three series each, while a point arrives in every
 * frame. Run with {@code -Dglass.platform=Headless -Dprism.order=sw}; takes about half a minute.
 */
public final class ChartBenchmark {

    private static final int CHARTS = 4;
    private static final int SERIES = 3;
    private static final int WIDTH = 600;
    private static final int HEIGHT = 200;
    /** What a chart keeps, less what arrives while measuring: the cost before anything is thinned. */
    private static final int POINTS = 199_700;

    private static final int MARKS = 200;
    private static final int STOCK_POINTS = 1_000;
    private static final int WARM_UP_FRAMES = 60;
    private static final long LONGEST_WARM_UP_NANOS = 4_000_000_000L;
    private static final int FRAMES = 200;
    private static final long LONGEST_NANOS = 12_000_000_000L;
    private static final long INTERVAL_MILLIS = 16;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SplittableRandom random = new SplittableRandom(1);
    private long clock = 1_800_000_000_000L;

    private ChartBenchmark() {}

    /** Runs the measurements one after another and prints them. */
    public static void main(String[] args) {
        ChartBenchmark benchmark = new ChartBenchmark();
        Platform.setImplicitExit(false);
        CompletableFuture<Stage> stage = new CompletableFuture<>();
        Platform.startup(() -> {
            Stage made = new Stage();
            made.setX(0);
            made.setY(0);
            stage.complete(made);
        });
        try {
            benchmark.compare(stage.join());
        } finally {
            Platform.exit();
        }
    }

    /** The work of one frame on the JavaFX thread. */
    private interface Frame {
        void draw(boolean warm);
    }

    private record Cost(int count, double medianMillis, double p95Millis) {

        static Cost of(LongStream nanos) {
            long[] sorted = nanos.sorted().toArray();
            int count = sorted.length;
            return count == 0
                    ? new Cost(0, Double.NaN, Double.NaN)
                    : new Cost(count, sorted[count / 2] / 1e6, sorted[count * 95 / 100] / 1e6);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "median %.2f ms, p95 %.2f ms", medianMillis, p95Millis);
        }
    }

    private record Costs(Cost call, Cost frame) {}

    private void compare(Stage stage) {
        System.out.printf(
                "%s %s, JavaFX %s, pipeline %s, platform %s, %d processors%n",
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("javafx.version"),
                System.getProperty("prism.order", "default"),
                System.getProperty("glass.platform", "default"),
                Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "%d charts of %dx%d, %d series; one point per chart arrives in every frame; %d frames after %d to warm up%n",
                CHARTS, WIDTH, HEIGHT, SERIES, FRAMES, WARM_UP_FRAMES);
        System.out.println("call: CPU of the JavaFX thread in one render call of one chart");
        System.out.println("frame: CPU of the JavaFX and the rendering thread for all charts, drawn to pixels");
        Costs all = run(stage, ours(Span.ALL, POINTS));
        report("TimeChart, all of 199,700 points visible", all);
        report("TimeChart, all of 199,700 points visible, 200 marks", run(stage, marked(ours(Span.ALL, POINTS))));
        report("TimeChart, last minute of 199,700 points", run(stage, ours(Span.ONE_MINUTE, POINTS)));
        Costs same = run(stage, ours(Span.ALL, STOCK_POINTS));
        report("TimeChart, 1,000 points", same);
        Costs stock = run(stage, stock());
        report("LineChart, 1,000 points (sliding, no symbols, not animated)", stock);
        System.out.printf(
                Locale.ROOT,
                "CPU per frame, LineChart with 1,000 points / TimeChart: %.1f with 1,000 points, %.1f with 199,700%n",
                ratio(stock, same),
                ratio(stock, all));
    }

    private static double ratio(Costs slow, Costs fast) {
        return slow.frame().medianMillis() / fast.frame().medianMillis();
    }

    private static void report(String name, Costs costs) {
        System.out.printf(
                "%-60s call %s; frame %s (%d frames)%n",
                name,
                costs.call().count() == 0 ? "-" : costs.call(),
                costs.frame(),
                costs.frame().count());
    }

    /** A scene to measure: nodes, what happens in a frame, and where single calls are recorded. */
    private record Subject(List<? extends Node> nodes, Frame frame, LongStream.Builder calls) {}

    private Subject ours(Span span, int points) {
        List<Series> series = List.of(
                new Series("p50", Tone.ACCENT), new Series("p99", Tone.WARNING), new Series("max", Tone.DANGER));
        ChartTexts texts = new ChartTexts("no data yet", "live", "paused");
        List<TimeChart> charts = new ArrayList<>();
        for (int i = 0; i < CHARTS; i++) {
            TimeChart chart = new TimeChart("Latency", Unit.MILLISECONDS, series, texts);
            chart.setPrefSize(WIDTH, HEIGHT);
            chart.spanProperty().set(span);
            charts.add(chart);
        }
        for (int i = 0; i < points; i++) {
            clock += INTERVAL_MILLIS;
            charts.forEach(chart -> chart.append(clock, value(1), value(2), value(4)));
        }
        LongStream.Builder calls = LongStream.builder();
        return new Subject(
                charts,
                warm -> {
                    clock += INTERVAL_MILLIS;
                    for (TimeChart chart : charts) {
                        chart.append(clock, value(1), value(2), value(4));
                        long before = threads.getCurrentThreadCpuTime();
                        chart.render(clock);
                        if (warm) {
                            calls.add(threads.getCurrentThreadCpuTime() - before);
                        }
                    }
                },
                calls);
    }

    /** The same with marks spread over the time that is visible. */
    private Subject marked(Subject subject) {
        List<Tone> tones = List.of(Tone.ACCENT, Tone.NEUTRAL, Tone.WARNING, Tone.DANGER);
        List<Mark> marks = IntStream.range(0, MARKS)
                .mapToObj(i -> new Mark(
                        Integer.toString(i),
                        clock - INTERVAL_MILLIS * (POINTS / MARKS) * i,
                        tones.get(i % tones.size()),
                        "mark " + i))
                .toList();
        for (Node node : subject.nodes()) {
            if (node instanceof TimeChart chart) {
                chart.view().marks().show(marks);
            }
        }
        return subject;
    }

    private Subject stock() {
        List<LineChart<Number, Number>> charts = new ArrayList<>();
        long start = clock - STOCK_POINTS;
        for (int i = 0; i < CHARTS; i++) {
            NumberAxis time = new NumberAxis();
            time.setForceZeroInRange(false);
            LineChart<Number, Number> chart = new LineChart<>(time, new NumberAxis());
            chart.setAnimated(false);
            time.setAnimated(false);
            chart.setCreateSymbols(false);
            chart.setTitle("Latency");
            chart.setMinSize(WIDTH, HEIGHT);
            chart.setPrefSize(WIDTH, HEIGHT);
            chart.setMaxSize(WIDTH, HEIGHT);
            for (int s = 0; s < SERIES; s++) {
                List<XYChart.Data<Number, Number>> values = IntStream.range(0, STOCK_POINTS)
                        .mapToObj(at -> new XYChart.Data<Number, Number>(start + at, value(1)))
                        .toList();
                XYChart.Series<Number, Number> line = new XYChart.Series<>();
                line.setName("series " + s);
                line.getData().setAll(values);
                chart.getData().add(line);
            }
            charts.add(chart);
        }
        return new Subject(
                charts,
                warm -> {
                    clock++;
                    for (LineChart<Number, Number> chart : charts) {
                        for (XYChart.Series<Number, Number> line : chart.getData()) {
                            line.getData().add(new XYChart.Data<>(clock, value(1)));
                            line.getData().removeFirst();
                        }
                    }
                },
                LongStream.builder());
    }

    private double value(double around) {
        return around * (0.8 + 0.4 * random.nextDouble()) + (random.nextInt(2_000) == 0 ? around * 3 : 0);
    }

    private Costs run(Stage stage, Subject subject) {
        CompletableFuture<Costs> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            FlowPane pane = new FlowPane();
            pane.getChildren().setAll(subject.nodes());
            stage.setScene(new Scene(pane, WIDTH * 2, HEIGHT * 2));
            stage.show();
            long[] ids = graphicsThreads();
            long started = System.nanoTime();
            LongStream.Builder frames = LongStream.builder();
            new AnimationTimer() {
                private int frame;
                private int measured;
                private long before;

                @Override
                public void handle(long now) {
                    long spent = cpu(ids);
                    long elapsed = System.nanoTime() - started;
                    boolean warm = frame++ > WARM_UP_FRAMES || elapsed > LONGEST_WARM_UP_NANOS;
                    if (warm && measured++ > 0) {
                        frames.add(spent - before);
                    }
                    before = spent;
                    subject.frame().draw(warm);
                    if (measured > FRAMES || elapsed > LONGEST_NANOS) {
                        stop();
                        done.complete(new Costs(Cost.of(subject.calls().build()), Cost.of(frames.build())));
                    }
                }
            }.start();
        });
        return done.join();
    }

    private long[] graphicsThreads() {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && isGraphics(info))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
    }

    private static boolean isGraphics(ThreadInfo info) {
        return info.getThreadName().startsWith("JavaFX Application Thread")
                || info.getThreadName().startsWith("QuantumRenderer");
    }

    private long cpu(long[] ids) {
        return Arrays.stream(ids).map(threads::getThreadCpuTime).sum();
    }
}
