package dev.cascade.local.platform;

import dev.cascade.schemas.access.AccessRules;
import dev.cascade.schemas.access.Grant;
import dev.cascade.schemas.access.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Grants what the rules say, and takes away what they no longer say. Only grants to principals of
 * the rules are touched; what an operator denied stays denied, and other users are none of its
 * business.
 */
public final class AclInstaller {

  private static final String ANY_HOST = "*";

  private final Map<String, Object> client;

  /**
   * What an installation did.
   *
   * @param granted rights that were missing
   * @param revoked rights that the rules do not have
   * @param kept how many were there already
   */
  public record Report(List<String> granted, List<String> revoked, int kept) {}

  /**
   * Works on a cluster with an authorizer.
   *
   * @param client how Kafka's admin client gets there; its user needs {@code Alter} on the cluster
   */
  public AclInstaller(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /**
   * Makes the brokers permit exactly what the rules say to their principals.
   *
   * @throws ServerFailedException when the cluster has no authorizer, cannot be asked or refuses
   */
  public Report install(AccessRules rules) {
    Set<AclBinding> wanted = new HashSet<>();
    rules.grants().forEach(grant -> wanted.add(binding(grant)));
    try (Admin admin = Admin.create(client)) {
      Set<AclBinding> present = new HashSet<>();
      for (Principal principal : rules.principals()) {
        present.addAll(admin.describeAcls(grantsTo(principal)).values().get());
      }
      List<AclBinding> missing = without(wanted, present);
      List<AclBinding> surplus = without(present, wanted);
      admin.createAcls(missing).all().get();
      admin.deleteAcls(surplus.stream().map(AclBinding::toFilter).toList()).all().get();
      return new Report(told(missing), told(surplus), wanted.size() - missing.size());
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("Interrupted while granting rights", e);
    }
  }

  /** A right as the brokers keep it. */
  public static AclBinding binding(Grant grant) {
    return new AclBinding(
        new ResourcePattern(
            ResourceType.valueOf(grant.resource().kind().name()),
            grant.resource().name(),
            grant.resource().isPrefix() ? PatternType.PREFIXED : PatternType.LITERAL),
        new AccessControlEntry(
            user(grant.principal()),
            ANY_HOST,
            AclOperation.valueOf(grant.operation().name()),
            AclPermissionType.ALLOW));
  }

  private static AclBindingFilter grantsTo(Principal principal) {
    return new AclBindingFilter(
        ResourcePatternFilter.ANY,
        new AccessControlEntryFilter(
            user(principal.name()), null, AclOperation.ANY, AclPermissionType.ALLOW));
  }

  private static String user(String principal) {
    return "User:" + principal;
  }

  private static List<AclBinding> without(Set<AclBinding> these, Set<AclBinding> those) {
    List<AclBinding> rest = new ArrayList<>(these);
    rest.removeAll(those);
    return rest;
  }

  private static List<String> told(List<AclBinding> bindings) {
    return bindings.stream().map(AclInstaller::told).sorted().toList();
  }

  private static String told(AclBinding binding) {
    ResourcePattern pattern = binding.pattern();
    return "%s may %s %s %s%s"
        .formatted(
            binding.entry().principal().replaceFirst("^User:", ""),
            binding.entry().operation(),
            pattern.resourceType(),
            pattern.name(),
            pattern.patternType() == PatternType.PREFIXED ? "..." : "");
  }

  private static ServerFailedException failed(Throwable cause) {
    return new ServerFailedException(
        cause instanceof SecurityDisabledException
            ? "The brokers have no authorizer, so nothing can be granted and everybody may do"
                + " everything: set authorizer.class.name to"
                + " org.apache.kafka.metadata.authorizer.StandardAuthorizer on every node, and"
                + " super.users"
            : "The rights cannot be granted: " + cause.getMessage(),
        cause);
  }
}
