package dev.cascade.streams.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import dev.cascade.streams.deadletter.DeadLetterHandler;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.SettingsOf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.common.serialization.Serdes;
import org.graalvm.nativeimage.hosted.Feature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an executable would lack at run time fails here, on a JVM. */
class RegistrationTest {

  /** Kafka's own that are named, which Quarkus' extension registers. */
  private static final List<Class<?>> OF_KAFKA = List.of(Serdes.StringSerde.class);

  @TempDir private Path folder;

  @Test
  void whatTheApplicationsNameToKafkaIsFound() {
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers", "localhost:1",
                "cascade.streams.registry-url", "http://localhost:1",
                "cascade.streams.advertised-host", "localhost:1"));
    Properties told =
        StreamsProperties.of(StreamsApplication.views("any", "letters", () -> null), settings);

    List<Class<?>> named =
        told.values().stream()
            .filter(Class.class::isInstance)
            .<Class<?>>map(type -> (Class<?>) type)
            .filter(type -> !OF_KAFKA.contains(type))
            .toList();

    assertThat(named).contains(DeadLetterHandler.class).allMatch(FoundByName::is);
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        arguments(Problem.class, true),
        arguments(Order.class, true),
        arguments(OrderState.class, true),
        arguments(DeadLetterHandler.class, true),
        arguments(KafkaCluster.class, true),
        arguments(StreamsProperties.class, false),
        arguments(Registration.class, false),
        arguments(String.class, false),
        arguments(Serdes.StringSerde.class, false));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void recordsEnumsAvrosClassesAndPlugInsAre(Class<?> type, boolean isFound) {
    assertThat(FoundByName.is(type)).isEqualTo(isFound);
  }

  @Test
  void classesOfFoldersAndOfJarsAreSeen() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes/dev/cascade/one"));
    Files.write(classes.resolve("First.class"), new byte[0]);
    Files.write(classes.resolve("package-info.class"), new byte[0]);
    Files.write(classes.resolve("notes.txt"), new byte[0]);
    Path jar = folder.resolve("two.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("dev/cascade/two/Second$Inner.class", "org/others/Third.class")) {
        entries.putNextEntry(new JarEntry(name));
      }
    }

    assertThat(
            ClassPath.ownClasses(
                List.of(folder.resolve("classes"), jar, folder.resolve("missing.jar"))))
        .containsExactly("dev.cascade.one.First", "dev.cascade.two.Second$Inner");
  }

  @Test
  void theCompilerIsToldOfIt() throws Exception {
    Properties told = new Properties();
    try (InputStream text =
        Registration.class.getResourceAsStream(
            "/META-INF/native-image/dev.cascade/streams-support/native-image.properties")) {
      told.load(text);
    }

    String name = told.getProperty("Args").replace("--features=", "");

    assertThat(Class.forName(name).getConstructor().newInstance())
        .isInstanceOf(Feature.class)
        .isInstanceOf(Registration.class);
  }

  @Test
  void everyServiceThatIsLookedForHasProviders() throws ClassNotFoundException {
    for (String service : Registration.SERVICES) {
      assertThat(ServiceLoader.load(Class.forName(service)))
          .as("providers of %s", service)
          .isNotEmpty();
    }
  }

  @Test
  void avrosReadersRememberWhoMadeThem() throws NoSuchFieldException {
    assertThat(GenericDatumReader.class.getDeclaredField("creator").getType())
        .isEqualTo(Thread.class);
  }
}
