package dev.cascade.local.letters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.Installation;
import dev.cascade.local.run.ServiceDefinition;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The commands of {@code ./cascade dead-letters}. */
@Command(
    name = "dead-letters",
    description = "Records that a service could not process: lists, shows, replays, discards them.",
    footer = "Without a command: how many there are, of each service that runs.")
public final class DeadLetters implements Runnable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Installation installation;
  private final PrintStream out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Says how it is used.")
  private boolean help;

  /** The commands for an installation; they print there. */
  public DeadLetters(Installation installation, PrintStream out) {
    this.installation = installation;
    this.out = out;
  }

  /** Whose letters. */
  static final class OfService {
    @Option(
        names = "--service",
        required = true,
        paramLabel = "NAME",
        description = "orders, payments, inventory, fraud, order-details or email.")
    private String service = "";

    ServiceDesk desk(Installation installation) {
      return ServiceDesk.of(installation, service);
    }
  }

  /** Who acts, and why. */
  static final class Signed {
    @Option(
        names = "--by",
        defaultValue = "${sys:user.name}",
        paramLabel = "WHO",
        description = "Who does it (${DEFAULT-VALUE}).")
    private String by = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; it is kept.")
    private String why = "";

    ObjectNode body() {
      return JSON.createObjectNode().put("by", by).put("why", why);
    }
  }

  @Override
  public void run() {
    out.println(LetterText.countHeader());
    for (ServiceDefinition service : ServiceDefinition.processing()) {
      try {
        count(ServiceDesk.of(installation, service.name()));
      } catch (ServerFailedException e) {
        out.println(service.name() + " cannot say: " + e.getMessage());
      }
    }
  }

  private void count(ServiceDesk desk) {
    JsonNode counts = desk.get("/counts", Map.of());
    LetterText.elements(counts.path("counts"))
        .forEach(count -> out.println(LetterText.count(desk.service(), count)));
    if (!counts.path("complete").asBoolean(true)) {
      out.println(desk.service() + " has more; only its newest letters are counted.");
    }
  }

  @Command(description = "Lists letters, newest first.")
  int list(
      @Mixin OfService of,
      @Option(names = "--state", description = "open, replayed or discarded.")
          @Nullable String state,
      @Option(names = "--topic", description = "Where the records were read.")
          @Nullable String topic,
      @Option(names = "--reason", description = "The failure, such as SerializationException.")
          @Nullable String reason,
      @Option(names = "--from", description = "Written then or later: 2030-01-31T12:00:00Z.")
          @Nullable String from,
      @Option(names = "--to", description = "Written before then.") @Nullable String to,
      @Option(names = "--limit", defaultValue = "50", description = "How many (50).") String limit,
      @Option(names = "--cursor", description = "Goes on where an earlier list stopped.")
          @Nullable String cursor) {
    Map<String, @Nullable String> parameters = new HashMap<>();
    parameters.put("state", state);
    parameters.put("topic", topic);
    parameters.put("reason", reason);
    parameters.put("from", from);
    parameters.put("to", to);
    parameters.put("limit", limit);
    parameters.put("cursor", cursor);
    JsonNode page = of.desk(installation).get("", parameters);
    List<JsonNode> letters = LetterText.elements(page.path("letters"));
    out.println(letters.isEmpty() ? "No letters here." : LetterText.header());
    letters.forEach(letter -> out.println(LetterText.line(letter)));
    if (page.hasNonNull("cursor")) {
      out.println("There may be more: --cursor " + page.path("cursor").asText());
    }
    return 0;
  }

  @Command(description = "Shows a letter: its content, its reason, what was done with it.")
  int show(
      @Mixin OfService of,
      @Parameters(paramLabel = "ID", description = "As listed.") String id,
      @Option(names = "--raw", description = "With its bytes, in which nothing is masked.")
          boolean raw) {
    Map<String, @Nullable String> parameters = raw ? Map.of("raw", "true") : Map.of();
    LetterText.whole(of.desk(installation).get(ServiceDesk.letter(id), parameters))
        .forEach(out::println);
    return 0;
  }

  @Command(
      description = {
        "Puts a letter's record on its topic again, once, as it is or with another value.",
        "Without an ID: all open letters, or those of --topic and --reason."
      })
  int replay(
      @Mixin OfService of,
      @Mixin Signed signed,
      @Parameters(paramLabel = "ID", arity = "0..1", description = "As listed.")
          @Nullable String id,
      @Option(names = "--value", paramLabel = "JSON", description = "Instead of the letter's.")
          @Nullable String value,
      @Option(names = "--topic", description = "Only records of that topic.")
          @Nullable String topic,
      @Option(names = "--reason", description = "Only records that failed so.")
          @Nullable String reason) {
    ServiceDesk desk = of.desk(installation);
    if (id == null) {
      refuse(value != null, "--value is for one letter: name its ID.");
      replayMany(desk, signed.body(), topic, reason);
      return 0;
    }
    refuse(
        topic != null || reason != null, "An ID names one letter; leave --topic and --reason out.");
    ObjectNode body = signed.body();
    if (value != null) {
      body.set("value", parsed(value));
    }
    report(desk.post(ServiceDesk.letter(id) + "/replay", body));
    return 0;
  }

  @Command(description = "Says that a letter is not needed.")
  int discard(
      @Mixin OfService of,
      @Mixin Signed signed,
      @Parameters(paramLabel = "ID", description = "As listed.") String id) {
    report(of.desk(installation).post(ServiceDesk.letter(id) + "/discard", signed.body()));
    return 0;
  }

  private void replayMany(
      ServiceDesk desk, ObjectNode body, @Nullable String topic, @Nullable String reason) {
    body.put("topic", topic).put("reason", reason);
    int replayed = 0;
    int passedOver = 0;
    JsonNode answer;
    do {
      answer = desk.post("/replay", body);
      replayed += answer.path("replayed").asInt();
      passedOver += answer.path("passedOver").asInt();
      body.set("cursor", answer.path("cursor"));
    } while (answer.path("more").asBoolean());
    out.println(replayed + " replayed.");
    if (passedOver > 0) {
      out.println(passedOver + " cannot be replayed as they are and stay open.");
    }
  }

  private void report(JsonNode letter) {
    out.println(
        "Letter " + letter.path("id").asText() + " is " + LetterText.act(letter.path("act")));
  }

  private static void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new IllegalArgumentException(message);
    }
  }

  private static JsonNode parsed(String value) {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("--value is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
