package dev.cascade.console.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration of the console. */
@ConfigMapping(prefix = "cascade.console")
public interface ConsoleSettings {

  /** The base URLs of each service's instances, by the service's name. */
  Map<String, List<URI>> services();

  /** Where the auditor tells which guarantees hold ({@code /v1/invariants}). */
  URI auditor();

  /**
   * A properties file with the settings {@code security.*}, {@code sasl.*} and {@code ssl.*} of
   * Kafka's clients, with which the console and its auditor reach the brokers; without it, they are
   * asked for nothing.
   */
  Optional<Path> clientProperties();

  /**
   * A file with the console's own token, an auditor's. With it, whoever looks at the pages has to
   * give a token too, and the services are asked with his; without it, nobody is asked.
   */
  Optional<Path> tokenFile();

  /**
   * The names under which browsers may reach the console, without ports. Another name in a request
   * means that some page had its own name point here.
   */
  @WithDefault("localhost,127.0.0.1,[::1]")
  List<String> hosts();

  /** Most browsers, or tabs of one, that are told what happens at one moment. */
  @WithDefault("64")
  int browsers();

  /** How often browsers are told the state of things. */
  @WithDefault("PT1S")
  Duration pulse();

  /** How long the topics are followed after the last browser left. */
  @WithDefault("PT30S")
  Duration linger();

  /** Records of each partition that are read back when following starts. */
  @WithDefault("60")
  int readBack();

  /** Most new records whose content is read in a second; the others are only counted. */
  @WithDefault("400")
  int factsPerSecond();

  /** How long a service may take to say whether it is ready. */
  @WithDefault("PT5S")
  Duration probeTimeout();

  /** How long a service may take for a request that is passed on. */
  @WithDefault("PT40S")
  Duration relayTimeout();

  /** Most requests that are passed on at one moment. */
  @WithDefault("64")
  int relays();

  /** Most bytes of an answer that is passed on. */
  @WithDefault("4000000")
  int answerBytes();

  /** Most traces that are kept for people to look at; the oldest gives way. */
  @WithDefault("200")
  int traces();
}
