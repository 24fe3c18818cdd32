package dev.cascade.schemas.access;

/** What can be done to a {@link Resource}, named as Kafka's {@code AclOperation}. */
public enum Operation {
  /** Fetch records, take part in a group. */
  READ,
  /** Produce records, use a transactional id. */
  WRITE,
  /** Create a topic. */
  CREATE,
  /** Delete a topic or its records. */
  DELETE,
  /** Change the cluster: users, rights; give a topic more partitions. */
  ALTER,
  /** See that it is there, and how far it reaches. */
  DESCRIBE,
  /** See its configuration. */
  DESCRIBE_CONFIGS,
  /** Change its configuration. */
  ALTER_CONFIGS,
  /** What brokers ask of each other, the markers of transactions among it. */
  CLUSTER_ACTION;

  /** Whether whoever may do this may do the other as well; Kafka's own rule. */
  public boolean covers(Operation other) {
    return this == other
        || switch (other) {
          case DESCRIBE -> this == READ || this == WRITE || this == DELETE || this == ALTER;
          case DESCRIBE_CONFIGS -> this == ALTER_CONFIGS;
          case READ, WRITE, CREATE, DELETE, ALTER, ALTER_CONFIGS, CLUSTER_ACTION -> false;
        };
  }
}
