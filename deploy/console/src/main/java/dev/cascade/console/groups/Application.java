package dev.cascade.console.groups;

import java.util.List;

/**
 * A group of consumers: an application of Kafka Streams, or the consumer of a service without one.
 *
 * @param name of the group
 * @param service that runs it
 * @param state as the broker says, such as Stable or Empty
 * @param members consumers in it
 * @param lag committed records that it has not processed
 * @param reads its topics
 */
record Application(
    String name, String service, String state, int members, long lag, List<Input> reads) {

  /**
   * One topic that it reads.
   *
   * @param topic its name
   * @param lag committed records of it that are not processed
   */
  record Input(String topic, long lag) {}
}
