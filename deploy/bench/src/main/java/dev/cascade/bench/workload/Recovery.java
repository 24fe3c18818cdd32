package dev.cascade.bench.workload;

import dev.cascade.bench.ecosystem.Ecosystem;
import dev.cascade.bench.ecosystem.Part;
import dev.cascade.bench.ecosystem.SecondInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes until orders are confirmed again after a service was killed. */
@Command(
    name = "recovery",
    description = {
      "kill -9 of each service under load, to the first order confirmed that was due after it.",
      "Without a standby, the killed service is started again at once by ./cascade up.",
      "With --standby there are two instances of each service, and the killed one stays down."
    },
    mixinStandardHelpOptions = true)
public final class Recovery extends Workload {

  private static final List<Double> RATE = List.of(20.0);
  private static final Map<String, String> WITH_STANDBYS = Map.of("CASCADE_STREAMS_STANDBYS", "1");

  @Mixin private LoadOptions load = new LoadOptions();
  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--service",
      split = ",",
      description = "Which services are killed, in turn (default: all six).")
  private List<String> names = List.of();

  @Option(names = "--standby", description = "Run two instances of every service.")
  private boolean standby;

  @Override
  void check() {
    load.check();
    data.check();
    Map<String, Part> known = services();
    names.stream()
        .filter(name -> !known.containsKey(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "--service " + name + " is none of " + known.keySet().stream().sorted().toList());
        });
  }

  @Override
  int measure(Lab lab) throws InterruptedException {
    lab.ensureData(data.customers(), data.products());
    WarmUp.run(lab, load, data, Goal.CONFIRMED);
    Campaign campaign = new Campaign(lab, name(), given());
    if (!standby) {
      return campaign.run(variants(lab, List.of()), load.runs()).report();
    }
    List<SecondInstance> seconds = new ArrayList<>();
    try {
      restartAll(lab.ecosystem(), WITH_STANDBYS);
      Part.services().forEach(part -> seconds.add(SecondInstance.beside(lab.ecosystem(), part)));
      seconds.forEach(second -> second.awaitReady(lab.ecosystem()));
      List<String> urls = seconds.stream().map(SecondInstance::baseUrl).toList();
      return campaign.run(variants(lab, urls), load.runs()).report();
    } finally {
      seconds.forEach(SecondInstance::close);
      restartAll(lab.ecosystem(), Map.of());
    }
  }

  private List<KillVariant> variants(Lab lab, List<String> secondUrls) {
    List<KillVariant> variants = new ArrayList<>();
    for (double rate : load.ratesOr(RATE)) {
      killed()
          .forEach(
              service -> variants.add(new KillVariant(lab, service, rate, load, data, secondUrls)));
    }
    return variants;
  }

  private List<Part> killed() {
    Map<String, Part> known = services();
    return names.isEmpty() ? Part.services() : names.stream().map(known::get).toList();
  }

  private static Map<String, Part> services() {
    return Part.services().stream().collect(Collectors.toMap(Part::label, Function.identity()));
  }

  private static void restartAll(Ecosystem ecosystem, Map<String, String> environment) {
    ecosystem.stopServices();
    ecosystem.up(environment);
  }
}
