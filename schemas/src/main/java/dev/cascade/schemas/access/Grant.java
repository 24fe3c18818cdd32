package dev.cascade.schemas.access;

/**
 * One right: what is not granted is denied.
 *
 * @param principal the user's name, without Kafka's {@code User:}
 * @param operation what he may do
 * @param resource to what
 */
public record Grant(String principal, Operation operation, Resource resource) {

  /** Whether it lets its principal do that. */
  boolean permits(Operation wanted, Resource.Kind kind, String name) {
    return operation.covers(wanted) && resource.includes(kind, name);
  }
}
