package dev.cascade.orders.domain;

/**
 * A place in order-requests.
 *
 * @param partition partition of the topic
 * @param offset offset in the partition
 */
public record RequestPosition(int partition, long offset) {

  /** Whether a state with this position reflects the request at the other one. */
  public boolean reflects(RequestPosition request) {
    return partition == request.partition && offset >= request.offset;
  }
}
