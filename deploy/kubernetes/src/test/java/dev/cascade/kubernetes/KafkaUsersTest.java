package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Grant;
import dev.cascade.schemas.access.Operation;
import dev.cascade.schemas.access.Principal;
import dev.cascade.schemas.access.Resource;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The users that the Strimzi operator makes have the rights that the catalogue derives. */
class KafkaUsersTest {

  private static final Path FILE =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("strimzi/users.yaml");

  /** Who runs in the cluster; the others come from elsewhere. */
  private static final Set<Principal.Role> ROLES =
      Set.of(Principal.Role.SERVICE, Principal.Role.INSTALLER);

  private static final String HEAD =
      """
      # Written by KafkaUsersTest from the catalogue (-Dpublish); not to be changed by hand. The operator takes away every
      # right of these users that is not here.
      """;

  @Test
  void theFileSaysWhatTheCatalogueDerives() throws IOException {
    AccessRules rules = AccessRules.of(TopicCatalogue.load());
    String derived =
        HEAD
            + rules.principals().stream()
                .filter(principal -> ROLES.contains(principal.role()))
                .map(principal -> user(principal.name(), rules.of(principal)))
                .collect(Collectors.joining("---\n"));
    if (System.getProperty("publish") != null) {
      Files.writeString(FILE, derived);
    }

    assertThat(Files.readString(FILE))
        .as("Run with -Dtest=KafkaUsersTest -Dpublish to write it anew")
        .isEqualTo(derived);
  }

  private static String user(String name, List<Grant> grants) {
    Map<Resource, List<Operation>> byResource = new LinkedHashMap<>();
    grants.forEach(grant ->
        byResource
            .computeIfAbsent(grant.resource(), _ -> new ArrayList<>())
            .add(grant.operation()));
    return """
    apiVersion: kafka.strimzi.io/v1
    kind: KafkaUser
    metadata:
      name: %s
      labels:
        strimzi.io/cluster: cascade
    spec:
      authentication:
        type: scram-sha-512
      authorization:
        type: simple
        acls:
    %s\
    """
        .formatted(
            name,
            byResource.entrySet().stream()
                .map(each -> right(each.getKey(), each.getValue()))
                .collect(Collectors.joining()));
  }

  private static String right(Resource resource, List<Operation> operations) {
    return "      - {resource: {%s}, operations: [%s]}\n"
        .formatted(
            resource.kind() == Resource.Kind.CLUSTER
                ? "type: cluster"
                : "type: %s, name: \"%s\", patternType: %s"
                    .formatted(
                        uncapitalised(resource.kind().name()),
                        resource.name(),
                        resource.isPrefix() ? "prefix" : "literal"),
            operations.stream()
                .map(operation -> capitalised(operation.name()))
                .collect(Collectors.joining(", ")));
  }

  /** {@code DESCRIBE_CONFIGS} as {@code DescribeConfigs}. */
  private static String capitalised(String name) {
    return Arrays.stream(name.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static String uncapitalised(String name) {
    String word = capitalised(name);
    return word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
  }
}
