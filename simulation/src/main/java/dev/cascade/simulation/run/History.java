package dev.cascade.simulation.run;

import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.world.Chronicle;
import dev.cascade.simulation.world.Step;
import dev.cascade.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens, one line for each step that changes something for others. */
public final class History implements Chronicle {

  private static final int MOST_LINES = 5_000;

  private final Words words;
  private final List<String> lines = new ArrayList<>();

  /** One in those words. */
  History(Words words) {
    this.words = words;
  }

  /** The lines. */
  public List<String> lines() {
    return lines;
  }

  /** Its records were told with the steps that wrote them. */
  @Override
  public void committed(World world, List<Entry> entries) {}

  @Override
  public void stepped(World world, Step step, String what, List<Entry> read, List<Entry> written) {
    if (!isNoise(step, what, written) && lines.size() < MOST_LINES) {
      StringBuilder line = new StringBuilder(words.of(step));
      read.forEach(entry -> line.append(' ').append(words.of(entry)));
      written.stream()
          .filter(entry -> !entry.partition().topic().endsWith("-changelog"))
          .forEach(entry -> line.append("\n        -> ").append(words.of(entry)));
      lines.add(line + (what.isEmpty() ? "" : "; " + what));
    }
  }

  /** What follows of itself: markers in time, short waits, looks that find nothing. */
  private static boolean isNoise(Step step, String what, List<Entry> written) {
    return switch (step) {
      case Step.Mark _, Step.Learn _ -> true;
      case Step.Tick _, Step.Work _ -> written.isEmpty() && what.isEmpty();
      case Step.Pass pass -> pass.millis() < 250;
      default -> false;
    };
  }
}
