package org.netsonde.engine.export.experiment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.netsonde.engine.experiment.Block;
import org.netsonde.engine.experiment.ExperimentResult;
import org.netsonde.engine.experiment.Figure;
import org.netsonde.engine.experiment.PointResult;
import org.netsonde.engine.experiment.SideResult;
import org.netsonde.engine.export.CsvText;

/**
 * The measured blocks, a row each, in the order of points, sides and rounds: {@code experiment,point,side,round,turn,units,
 * failed,seconds}, then each figure as {@code <figure>_<unit>}. The point is the value of what was varied, empty where nothing
 * was; a figure that is not known is empty. UTF-8, lines end in CR LF.
 *
 * @param text how names get into cells
 */
record ExperimentCsv(CsvText text) implements ExperimentExport {

    private static final MathContext DIGITS = new MathContext(9);
    private static final int NANO_DIGITS = 9;

    @Override
    public String id() {
        return text == CsvText.GUARDED ? "csv" : "csv-exact";
    }

    @Override
    public String ending() {
        return text == CsvText.GUARDED ? ".csv" : "-exact.csv";
    }

    @Override
    public void write(ExperimentDocument document, OutputStream out) throws IOException {
        ExperimentResult result = document.result();
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("experiment,point,side,round,turn,units,failed,seconds");
        for (Figure figure : result.figures()) {
            writer.write(
                    "," + text.cell(figure.id() + "_" + figure.unit().name().toLowerCase(Locale.ROOT)));
        }
        writer.write("\r\n");
        String name = document.name().isBlank() ? result.experiment() : document.name();
        for (PointResult point : result.points()) {
            for (SideResult side : point.sides()) {
                for (Block block : side.blocks()) {
                    writer.write(row(name, point, side, block));
                }
            }
        }
        writer.flush();
    }

    private String row(String name, PointResult point, SideResult side, Block block) {
        Double at = point.at();
        StringBuilder row = new StringBuilder(120)
                .append(text.cell(name))
                .append(',')
                .append(at == null ? "" : number(at))
                .append(',')
                .append(text.cell(side.id()))
                .append(',')
                .append(block.round())
                .append(',')
                .append(block.turn())
                .append(',')
                .append(block.units())
                .append(',')
                .append(block.failed())
                .append(',')
                .append(BigDecimal.valueOf(block.nanos(), NANO_DIGITS).toPlainString());
        block.values().forEach(value -> row.append(',').append(number(value)));
        return row.append("\r\n").toString();
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString()
                : "";
    }
}
