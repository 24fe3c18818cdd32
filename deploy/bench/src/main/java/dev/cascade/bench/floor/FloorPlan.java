package dev.cascade.bench.floor;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who reads and writes what. A record has a kind, one character, so that a reader of a shared topic
 * knows which ones are meant for it.
 *
 * @param entry the topic and kind that the driver writes
 * @param exit the topic and kind that ends an operation
 * @param apps the applications, each with transactions of its own
 */
public record FloorPlan(Sort entry, Sort exit, List<App> apps) {

  /**
   * Records of one kind on one topic.
   *
   * @param topic without any prefix
   * @param kind which of its records
   */
  public record Sort(String topic, char kind) {}

  /**
   * Records that are written.
   *
   * @param sort where and what
   * @param count how many
   */
  public record Output(Sort sort, int count) {}

  /**
   * What an application does when it reads a record.
   *
   * @param input which record
   * @param needed how many of one key complete a set
   * @param each what is written for each of them
   * @param complete what is written for the one that completes the set
   */
  public record Reaction(Sort input, int needed, List<Output> each, List<Output> complete) {}

  /**
   * An application: one thread, one transactional producer.
   *
   * @param name what it stands for
   * @param reactions what it does
   */
  public record App(String name, List<Reaction> reactions) {}

  /** All topics, each once. */
  public List<String> topics() {
    TreeSet<String> topics = new TreeSet<>();
    topics.add(entry.topic());
    apps.stream()
        .flatMap(app -> app.reactions().stream())
        .forEach(reaction -> {
          topics.add(reaction.input().topic());
          Stream.concat(reaction.each().stream(), reaction.complete().stream())
              .forEach(output -> topics.add(output.sort().topic()));
        });
    return List.copyOf(topics);
  }

  /** A chain of so many hops that each read one record and write one. */
  public static FloorPlan hops(int count) {
    List<App> apps =
        IntStream.range(0, count)
            .mapToObj(hop -> app("hop-" + hop, on("hop-" + hop, 'x', one("hop-" + (hop + 1), 'x'))))
            .toList();
    return new FloorPlan(new Sort("hop-0", 'x'), new Sort("hop-" + count, 'x'), apps);
  }

  /** The way of an order with so many lines to VALIDATED. */
  public static FloorPlan orderValidated(int lines) {
    return new FloorPlan(
        new Sort("order-requests", 'R'), new Sort("orders", 'V'), orderApps(lines, false));
  }

  /** The way of an order with so many lines to CONFIRMED, with its payment. */
  public static FloorPlan orderConfirmed(int lines) {
    List<App> apps =
        Stream.concat(orderApps(lines, true).stream(), paymentApps().stream()).toList();
    return new FloorPlan(new Sort("order-requests", 'R'), new Sort("orders", 'F'), apps);
  }

  /** The way of a payment from incoming to confirmed. */
  public static FloorPlan payment() {
    return new FloorPlan(
        new Sort("payments-incoming", 'I'), new Sort("payments-confirmed", 'F'), paymentApps());
  }

  // The lifecycle's two stores change with each event; inventory's two with each line.
  private static List<App> orderApps(int lines, boolean paid) {
    Reaction created =
        on(
            "order-requests",
            'R',
            one("orders", 'C'),
            new Output(new Sort("order-lines", 'L'), lines),
            one("customer-orders", 'C'),
            some("lifecycle-changelog", 2));
    Reaction validated =
        new Reaction(
            new Sort("order-validations", 'V'),
            2 + lines,
            List.of(some("lifecycle-changelog", 1)),
            List.of(one("orders", 'V'), some("lifecycle-changelog", 1)));
    Reaction confirmed =
        on("order-payments", 'P', one("orders", 'F'), some("lifecycle-changelog", 2));
    return List.of(
        new App(
            "orders-lifecycle",
            paid ? List.of(created, validated, confirmed) : List.of(created, validated)),
        app("order-details", on("orders", 'C', one("order-validations", 'V'))),
        app(
            "inventory-reservations",
            on(
                "order-lines",
                'L',
                one("order-validations", 'V'),
                some("stock-levels", 1),
                some("inventory-changelog", 2))),
        app(
            "fraud-spending",
            on("customer-orders", 'C', one("order-validations", 'V'), some("fraud-changelog", 1))));
  }

  private static List<App> paymentApps() {
    return List.of(
        app(
            "payments-gate",
            on("payments-incoming", 'I', one("payments-inflight", 'D'), some("gate-changelog", 1))),
        app(
            "payments-accounts",
            on("orders", 'V', one("payments-incoming", 'I')),
            on(
                "payments-inflight",
                'D',
                one("payments-inflight", 'K'),
                some("account-balances", 2),
                some("accounts-changelog", 1)),
            on(
                "payments-inflight",
                'K',
                one("payments-complete", 'F'),
                one("order-payments", 'P'),
                some("account-balances", 2),
                some("accounts-changelog", 1))),
        app("payments-confirmation", on("payments-complete", 'F', one("payments-confirmed", 'F'))));
  }

  private static App app(String name, Reaction... reactions) {
    return new App(name, List.of(reactions));
  }

  private static Reaction on(String topic, char kind, Output... outputs) {
    return new Reaction(new Sort(topic, kind), 1, List.of(), List.of(outputs));
  }

  private static Output one(String topic, char kind) {
    return new Output(new Sort(topic, kind), 1);
  }

  private static Output some(String topic, int count) {
    return new Output(new Sort(topic, '-'), count);
  }
}
