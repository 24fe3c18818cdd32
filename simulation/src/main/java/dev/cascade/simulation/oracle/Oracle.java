package dev.cascade.simulation.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.log.Entry;
import dev.cascade.simulation.log.Partition;
import dev.cascade.simulation.world.Chronicle;
import dev.cascade.simulation.world.World;
import dev.cascade.streams.deadletter.DeadLetters;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Holds everything that is committed in one run against what is promised. */
public final class Oracle implements Chronicle {

  private static final Map<String, Boolean> HAS_SCHEMA = hasSchema();
  private static final Set<String> LETTER_TOPICS =
      HAS_SCHEMA.keySet().stream()
          .filter(topic -> topic.endsWith("-dead-letters"))
          .collect(Collectors.toSet());

  private final Complaints complaints = new Complaints();
  private final MoneyCuts cuts = new MoneyCuts(complaints);
  private final MailModel mails = new MailModel(complaints);
  private final List<Model> models;
  private final boolean auditorAlone;
  private final Map<Partition, Long> positions = new HashMap<>();
  private @Nullable World world;
  private long facts;

  /** All judges; nothing is committed yet. */
  public Oracle() {
    this(false);
  }

  private Oracle(boolean auditorAlone) {
    MoneyModel money = new MoneyModel(complaints);
    Audit audit = new Audit(complaints, LETTER_TOPICS, this::seen, this::position);
    this.auditorAlone = auditorAlone;
    this.models =
        auditorAlone
            ? List.of(audit)
            : List.of(
                money,
                new StockModel(complaints),
                new OrderModel(complaints, money),
                mails,
                new FraudModel(complaints),
                new LetterModel(complaints),
                audit);
  }

  /** Judges by the auditor's rules and no others, to see that these find what is broken. */
  public static Oracle auditorAlone() {
    return new Oracle(true);
  }

  private World seen() {
    return Objects.requireNonNull(world);
  }

  private static Map<String, Boolean> hasSchema() {
    Map<String, Boolean> known = new HashMap<>();
    for (TopicDefinition topic : TopicCatalogue.load().topics()) {
      known.put(topic.name(), topic.value() != null);
    }
    return known;
  }

  /** What was found. */
  public Complaints complaints() {
    return complaints;
  }

  /** Whether nothing was found so far. */
  public boolean isContent() {
    return complaints.violations().isEmpty();
  }

  /** How many records were committed, changelogs aside. */
  public long facts() {
    return facts;
  }

  @Override
  public void committed(World where, List<Entry> entries) {
    world = where;
    if (auditorAlone) {
      return;
    }
    for (Entry entry : entries) {
      if (entry.partition().topic().equals(Topics.ACCOUNT_BALANCES)) {
        cuts.read(fact(where, entry, true));
      }
    }
    cuts.cut();
  }

  /** Reads a partition as its readers may, so what is judged comes in the order that they see. */
  @Override
  public void readable(World where, Partition partition) {
    Boolean hasSchema = HAS_SCHEMA.get(partition.topic());
    if (hasSchema == null) {
      return;
    }
    world = where;
    Entry entry = partition.next(position(partition));
    while (entry != null) {
      facts++;
      positions.put(partition, entry.offset() + 1);
      Fact fact = fact(where, entry, hasSchema);
      models.forEach(model -> model.read(fact));
      entry = partition.next(position(partition));
    }
    positions.put(partition, partition.lastStable());
    models.forEach(Model::looked);
  }

  private long position(Partition partition) {
    return positions.getOrDefault(partition, 0L);
  }

  @Override
  public void stopped(World where, RuntimeException reason) {
    if (!auditorAlone) {
      complaints.judge(false, "nobody-stops", "an application", () -> reason.getMessage() + "");
    }
  }

  /** Nothing goes wrong from now on. */
  public void calm(World where) {
    world = where;
    mails.calm(where.now());
  }

  /** Everything has come to its end, or never will. */
  public void conclude(boolean cameToRest) {
    conclude(cameToRest, Model::conclude);
  }

  /** What has ended is old enough to be forgotten. */
  public void concludeMuchLater(boolean cameToRest) {
    conclude(cameToRest, Model::concludeMuchLater);
  }

  private void conclude(boolean cameToRest, Consumer<Model> conclusion) {
    if (!auditorAlone) {
      complaints.judge(
          cameToRest, "comes-to-rest", "the whole", () -> "Somebody never gets done, or waits");
    }
    if (cameToRest && isContent()) {
      models.forEach(conclusion);
    }
  }

  private static Fact fact(World world, Entry entry, boolean hasSchema) {
    Optional<SpecificRecord> value =
        hasSchema ? world.services().wire().read(entry.value()) : Optional.empty();
    boolean isPoison = hasSchema && entry.value() != null && value.isEmpty();
    return new Fact(
        new Place(entry.partition().topic(), entry.partition().number(), entry.offset()),
        Instant.ofEpochMilli(entry.timestamp()),
        entry.key() == null ? "" : new String(entry.key(), UTF_8),
        value.orElse(null),
        isPoison,
        hasSchema ? Optional.empty() : origin(entry.headers()));
  }

  private static Optional<Place> origin(Headers headers) {
    String topic = text(headers, DeadLetters.TOPIC);
    return topic == null
        ? Optional.empty()
        : Optional.of(
            new Place(
                topic,
                Integer.parseInt(text(headers, DeadLetters.PARTITION) + ""),
                Long.parseLong(text(headers, DeadLetters.OFFSET) + "")));
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
