package dev.cascade.schemas.documents;

import static java.util.stream.Collectors.joining;

import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Grant;
import dev.cascade.schemas.access.Operation;
import dev.cascade.schemas.access.Principal;
import dev.cascade.schemas.access.Resource;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the documentation's table of rights, with {@code -Dpublish}. */
class AccessTableTest {

  @Test
  void theTableInTheDocumentationIsWhatIsGranted() throws IOException {
    WrittenDocument.mustSay("ACLS.md", table(AccessRules.of(TopicCatalogue.load())));
  }

  private static String table(AccessRules rules) {
    return """
    # Rights at the brokers

    Written from `topics.json` and `principals.json` in `schemas/src/main/resources` by `./mvnw -pl schemas test -Dpublish`.
    The installer grants these and nothing else; what is not granted is denied. READ, WRITE and DELETE include DESCRIBE.
    A name that ends in three dots stands for all that begin so. A service may write a topic that it works on, also
    one of another's, since its desk puts dead letters back where they came from ([ADR 12](adr/0012-dead-letter-desk.md)).
    [SECURITY.md](../SECURITY.md) says what that lets a thief do.

    | principal | may | kind | which |
    |---|---|---|---|
    """
        + rules.principals().stream()
            .map(principal -> rows(principal, rules.of(principal)))
            .collect(joining());
  }

  private static String rows(Principal principal, List<Grant> grants) {
    Map<Operation, Map<Resource.Kind, List<Grant>>> sorted =
        grants.stream()
            .collect(
                Collectors.groupingBy(
                    Grant::operation,
                    () -> new EnumMap<>(Operation.class),
                    Collectors.groupingBy(
                        grant -> grant.resource().kind(),
                        () -> new EnumMap<>(Resource.Kind.class),
                        Collectors.toList())));
    return "| **%s** | | | %s |%n".formatted(principal.name(), principal.purpose())
        + sorted.entrySet().stream()
            .flatMap(operation ->
                operation.getValue().entrySet().stream()
                    .map(kind -> row(operation.getKey(), kind.getKey(), kind.getValue())))
            .collect(joining());
  }

  private static String row(Operation operation, Resource.Kind kind, List<Grant> grants) {
    return "| | %s | %s | %s |%n"
        .formatted(
            operation,
            kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            grants.stream()
                .map(grant -> grant.resource().toString())
                .sorted()
                .collect(joining(", ")));
  }
}
