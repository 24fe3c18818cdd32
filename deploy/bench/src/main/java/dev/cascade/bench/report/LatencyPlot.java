package dev.cascade.bench.report;

import dev.cascade.bench.load.Latencies.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Latency over percentile as SVG: further right is rarer, both axes grow by factors of ten. */
public final class LatencyPlot {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 480;
  private static final int LEFT = 70;
  private static final int RIGHT = 180;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final double MOST_NINES = 4;
  private static final List<Double> PERCENTILES = List.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99);
  private static final List<String> COLOURS =
      List.of("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#777777");

  private final String title;
  private final List<Line> lines;
  private final double lowestPower;
  private final double highestPower;

  /**
   * One line of the plot.
   *
   * @param label what it shows
   * @param points by rising percentile
   */
  public record Line(String label, List<Point> points) {}

  private LatencyPlot(String title, List<Line> lines) {
    this.title = title;
    this.lines = lines;
    long least =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToLong(Point::micros)
            .min()
            .orElse(1_000);
    long most =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .mapToLong(Point::micros)
            .max()
            .orElse(1_000);
    lowestPower = Math.floor(Math.log10(Math.max(100, least)));
    highestPower = Math.max(lowestPower + 1, Math.ceil(Math.log10(Math.max(100, most))));
  }

  /** The plot as an SVG document. */
  public static String svg(String title, List<Line> lines) {
    return new LatencyPlot(title, lines).document();
  }

  private String document() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="12">
        <rect width="%d" height="%d" fill="white"/>
        <text x="%d" y="22" font-size="15">%s</text>
        """
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, LEFT, escaped(title)));
    PERCENTILES.forEach(percentile -> svg.append(verticalLine(percentile)));
    for (double power = lowestPower; power <= highestPower; power++) {
      svg.append(horizontalLine(power));
    }
    for (int index = 0; index < lines.size(); index++) {
      svg.append(curve(lines.get(index), index));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String verticalLine(double percentile) {
    double x = x(percentile);
    return """
    <line x1="%s" y1="%d" x2="%s" y2="%d" stroke="#dddddd"/>
    <text x="%s" y="%d" text-anchor="middle">%s %%</text>
    """
        .formatted(
            number(x),
            TOP,
            number(x),
            HEIGHT - BOTTOM,
            number(x),
            HEIGHT - BOTTOM + 18,
            percentile % 1 == 0 ? "" + (int) percentile : "" + percentile);
  }

  private String horizontalLine(double power) {
    double y = y(Math.pow(10, power));
    return """
    <line x1="%d" y1="%s" x2="%d" y2="%s" stroke="#dddddd"/>
    <text x="%d" y="%s" text-anchor="end">%s ms</text>
    """
        .formatted(
            LEFT,
            number(y),
            WIDTH - RIGHT,
            number(y),
            LEFT - 6,
            number(y + 4),
            power >= 3 ? "%.0f".formatted(Math.pow(10, power - 3)) : "" + Math.pow(10, power - 3));
  }

  private String curve(Line line, int index) {
    String colour = COLOURS.get(index % COLOURS.size());
    String points =
        line.points().stream()
            .filter(point -> point.percentile() < 100)
            .map(point -> number(x(point.percentile())) + "," + number(y(point.micros())))
            .collect(Collectors.joining(" "));
    int legend = TOP + 18 * index + 10;
    return """
    <polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>
    <text x="%d" y="%d" fill="%s">%s</text>
    """
        .formatted(points, colour, WIDTH - RIGHT + 12, legend, colour, escaped(line.label()));
  }

  private static double x(double percentile) {
    double nines = Math.min(MOST_NINES, -Math.log10(Math.max(1e-9, 1 - percentile / 100)));
    return LEFT + nines / MOST_NINES * (WIDTH - LEFT - RIGHT);
  }

  private double y(double micros) {
    double share =
        (Math.log10(Math.max(Math.pow(10, lowestPower), micros)) - lowestPower)
            / (highestPower - lowestPower);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
