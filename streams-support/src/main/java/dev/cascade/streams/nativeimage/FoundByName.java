package dev.cascade.streams.nativeimage;

import io.netty.bootstrap.ChannelInitializerExtension;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which of Cascade's classes something finds by name or looks into when a service runs. They are
 * told by what they are, so that a new one is not forgotten: records and enums are made into JSON
 * and out of it, Avro makes those of its schemas, and Kafka and Netty those that are plugged into
 * them.
 */
final class FoundByName {

  /** Only classes below this package are looked at; libraries are Quarkus' extensions' part. */
  static final String PACKAGE = "dev.cascade.";

  private FoundByName() {}

  /** Whether an executable must let this class be found by name. */
  static boolean is(Class<?> type) {
    if (!type.getName().startsWith(PACKAGE)) {
      return false;
    }
    return type.isRecord()
        || type.isEnum()
        || SpecificRecord.class.isAssignableFrom(type)
        || SpecificFixed.class.isAssignableFrom(type)
        || isPlugIn(type);
  }

  private static boolean isPlugIn(Class<?> type) {
    if (type.isInterface()
        || Modifier.isAbstract(type.getModifiers())
        || Arrays.stream(type.getDeclaredConstructors())
            .noneMatch(made -> made.getParameterCount() == 0)) {
      return false;
    }
    return ChannelInitializerExtension.class.isAssignableFrom(type)
        || above(type).anyMatch(it -> it.getName().startsWith("org.apache.kafka."));
  }

  /** All that it extends or implements. */
  private static Stream<Class<?>> above(Class<?> type) {
    return Stream.concat(
            Stream.<Class<?>>ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
        .flatMap(it -> Stream.concat(Stream.of(it), above(it)));
  }
}
