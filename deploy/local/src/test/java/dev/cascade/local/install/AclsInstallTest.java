package dev.cascade.local.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.platform.AclInstaller;
import dev.cascade.local.platform.RealPlatform;
import dev.cascade.local.platform.SecuredPlatform;
import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The installer grants what the catalogue says, and nothing else. */
class AclsInstallTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @BeforeEach
  void install() {
    int ended = run(BrokerSecrets.OWNER, "true");
    assertThat(ended).as(complained.toString()).isZero();
    said.reset();
  }

  @Test
  void itsOwnUserIsEnoughOnceTheOwnerHasGrantedItItsRights() {
    int ended = run("installer", "true");

    assertThat(ended).as(complained.toString()).isZero();

    assertThat(said.toString())
        .contains("rights are granted, 0 of them new; 0 are taken away")
        .doesNotContain("granted: ");
  }

  @Test
  void whatTheCatalogueNoLongerListsIsTakenAwayFromItsPrincipalsOnly() throws Exception {
    AclBinding surplus = right("fraud", "account-balances", AclPermissionType.ALLOW);
    AclBinding denied = right("fraud", "customers", AclPermissionType.DENY);
    AclBinding ofAnother = right("somebody", "account-balances", AclPermissionType.ALLOW);
    try (Admin admin = owner()) {
      admin.createAcls(List.of(surplus, denied, ofAnother)).all().get();

      assertThat(run("installer", "true")).isZero();

      assertThat(said.toString())
          .contains("revoked: fraud may WRITE TOPIC account-balances")
          .contains("1 are taken away");
      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .contains(denied, ofAnother)
          .doesNotContain(surplus);
      admin.deleteAcls(List.of(denied.toFilter(), ofAnother.toFilter())).all().get();
    }
  }

  @Test
  void whatIsMissingIsGrantedAgain() throws Exception {
    AccessRules rules = AccessRules.of(TopicCatalogue.load());
    AclBinding missing = AclInstaller.binding(rules.grants().iterator().next());
    try (Admin admin = owner()) {
      admin.deleteAcls(List.of(missing.toFilter())).all().get();

      assertThat(run("installer", "true")).isZero();

      assertThat(said.toString()).contains("1 of them new; 0 are taken away");
      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).contains(missing);
    }
  }

  @Test
  void whoMayNotGrantIsToldSo() {
    assertThat(run("fraud", "true")).isEqualTo(1);
    assertThat(complained.toString()).contains("The rights cannot be granted");
  }

  @Test
  void aClusterWithoutAnAuthorizerIsRefusedWithWhatToDo() {
    Map<String, String> open = environment("true");
    open.put("KAFKA_BOOTSTRAP_SERVERS", RealPlatform.broker().bootstrapServers());

    assertThat(run(open)).isEqualTo(1);
    assertThat(complained.toString()).contains("no authorizer").contains("authorizer.class.name");
  }

  private int run(String user, String acls) {
    Map<String, String> environment = environment(acls);
    environment.put(
        "CASCADE_INSTALL_CLIENT_PROPERTIES", SecuredPlatform.secrets().clientFile(user).toString());
    return run(environment);
  }

  private int run(Map<String, String> environment) {
    return CatalogueInstall.run(
        environment,
        new PrintStream(said, true, StandardCharsets.UTF_8),
        new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  private static Map<String, String> environment(String acls) {
    return new HashMap<>(
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            SecuredPlatform.broker().bootstrapServers(),
            "CASCADE_REGISTRY_URL",
            RealPlatform.registry().url(),
            "CASCADE_INSTALL_ACLS",
            acls));
  }

  private static Admin owner() {
    return Admin.create(SecuredPlatform.broker().client(BrokerSecrets.OWNER));
  }

  private static AclBinding right(String user, String topic, AclPermissionType type) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", AclOperation.WRITE, type));
  }
}
