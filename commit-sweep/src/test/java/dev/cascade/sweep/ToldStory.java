package dev.cascade.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.world.Chronicle;
import dev.cascade.simulation.world.Request;
import dev.cascade.simulation.world.Sabotage;
import dev.cascade.simulation.world.Services;
import dev.cascade.simulation.world.Step;
import dev.cascade.simulation.world.Wire;
import dev.cascade.simulation.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What everybody writes when clients ask this and nothing goes wrong: the simulation tells it, so
 * that each application can be given what the others would write for it.
 */
final class ToldStory implements Chronicle {

  private final List<Input> inputs = new ArrayList<>();
  private final Map<String, String> writers = new HashMap<>();
  private int phase;

  private ToldStory() {}

  /**
   * Tells it.
   *
   * @param opening what there is to begin with
   * @param events what clients ask then, one after the other
   */
  static List<Input> of(List<Request> opening, List<Request> events) {
    ToldStory told = new ToldStory();
    List<Request> requests = Stream.concat(opening.stream(), events.stream()).toList();
    World world = new World(new Services(new Wire(true), Sabotage.NONE), requests, told);
    for (int number = 0; number < requests.size(); number++) {
      told.phase = number - opening.size();
      world.apply(new Step.Send(number));
      if (!world.apply(new Step.Rest())) {
        throw new IllegalStateException("The simulation does not come to rest");
      }
    }
    return told.inputs;
  }

  @Override
  public void stepped(World world, Step step, String what, List<Entry> read, List<Entry> written) {
    String writer =
        switch (step) {
          case Step.Work work -> work.who().application();
          case Step.Tick tick -> tick.who().application();
          default -> "";
        };
    written.forEach(entry -> writers.put(entry.place(), writer));
    if (step instanceof Step.Send) {
      committed(world, written);
    }
  }

  @Override
  public void committed(World world, List<Entry> entries) {
    for (Entry entry : entries) {
      String writer = writers.remove(entry.place());
      if (writer != null && !entry.isMarker()) {
        inputs.add(input(world, writer, entry));
      }
    }
  }

  private Input input(World world, String writer, Entry entry) {
    byte @Nullable [] key = entry.key();
    return new Input(
        writer,
        entry.partition().topic(),
        key == null ? "" : new String(key, UTF_8),
        world.services().wire().read(entry.value()).orElse(null),
        entry.value(),
        phase);
  }

  /** Those that the application reads and does not write itself. */
  static List<Input> forReader(List<Input> all, String application, Set<String> topics) {
    return all.stream()
        .filter(input -> topics.contains(input.topic()) && !input.writer().equals(application))
        .toList();
  }
}
