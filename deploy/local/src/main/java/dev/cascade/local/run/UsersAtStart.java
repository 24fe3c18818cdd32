package dev.cascade.local.run;

import dev.cascade.local.platform.AclInstaller;
import dev.cascade.local.platform.ScramUsers;
import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Principal;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.util.List;
import java.util.Map;

/** Makes the users known to a secured broker, and permits them what the catalogue says. */
final class UsersAtStart {

  private final Ecosystem ecosystem;
  private final Progress progress;

  UsersAtStart(Ecosystem ecosystem, Progress progress) {
    this.ecosystem = ecosystem;
    this.progress = progress;
  }

  /** Both, as the broker's owner; what is so already stays so. */
  void letIn() {
    AccessRules rules = AccessRules.of(TopicCatalogue.load());
    List<String> users = users(rules);
    Map<String, Object> owner = ecosystem.kafka().client(BrokerSecrets.OWNER);
    new ScramUsers(owner, ecosystem.installation().secrets()).install(users);
    AclInstaller.Report rights = new AclInstaller(owner).install(rules);
    progress.step(
        "rights",
        "%d users; %d rights granted, %d there already, %d taken away"
            .formatted(
                users.size(), rights.granted().size(), rights.kept(), rights.revoked().size()));
  }

  static List<String> users(AccessRules rules) {
    return rules.principals().stream().map(Principal::name).toList();
  }
}
