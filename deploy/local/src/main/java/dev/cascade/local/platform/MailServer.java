package dev.cascade.local.platform;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A real SMTP server (GreenMail) on the loopback interface. It accepts mail for anybody and keeps
 * it in memory; what arrived can be read over HTTP, {@code GET
 * /api/user/{address}/messages/INBOX/}.
 */
public final class MailServer extends PlatformServer {

  private static final String HOST = "127.0.0.1";

  private final Builder settings;

  private MailServer(Builder settings) {
    super("mail", settings.log());
    this.settings = settings;
  }

  /** A mail server on ports 3025 (SMTP) and 3080 (HTTP). */
  public static Builder builder() {
    return new Builder();
  }

  /** The host that mail is handed to. */
  public String host() {
    return HOST;
  }

  /** The port that mail is handed to. */
  public int smtpPort() {
    return settings.smtpPort;
  }

  /** The base URL of the API that tells what arrived. */
  public String apiUrl() {
    return "http://" + HOST + ":" + settings.apiPort;
  }

  @Override
  public SequencedMap<String, Integer> ports() {
    SequencedMap<String, Integer> ports = new LinkedHashMap<>();
    ports.put("smtp", settings.smtpPort);
    ports.put("api", settings.apiPort);
    return ports;
  }

  @Override
  protected ServerLaunch launch() {
    List<String> command = new ArrayList<>();
    command.add(ServerLaunch.java());
    command.addAll(settings.javaOptions);
    command.addAll(
        List.of(
            "-Dgreenmail.smtp.hostname=" + HOST,
            "-Dgreenmail.smtp.port=" + settings.smtpPort,
            "-Dgreenmail.api.hostname=" + HOST,
            "-Dgreenmail.api.port=" + settings.apiPort,
            "-Dgreenmail.auth.disabled",
            "-jar",
            settings.platform().greenmailJar().toString()));
    return new ServerLaunch(command, Map.of(), settings.data(), log(), settings.detached);
  }

  @Override
  protected boolean answers() {
    return Ports.accepts(HOST, settings.smtpPort)
        && HttpProbe.succeeds(URI.create(apiUrl() + "/api/service/readiness"));
  }

  /** What a mail server is started with. */
  public static final class Builder extends ServerBuilder<Builder> {

    private int smtpPort = 3025;
    private int apiPort = 3080;

    private Builder() {
      super(
          "-Xms16m",
          "-Xmx96m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");
    }

    /** The port that mail is handed to. */
    public Builder smtpPort(int smtp) {
      smtpPort = smtp;
      return this;
    }

    /** The port that tells what arrived. */
    public Builder apiPort(int api) {
      apiPort = api;
      return this;
    }

    /** The mail server, not started. */
    public MailServer build() {
      return new MailServer(this);
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String logName() {
      return "mail.log";
    }
  }
}
