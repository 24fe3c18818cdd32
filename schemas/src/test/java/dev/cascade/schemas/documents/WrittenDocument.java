package dev.cascade.schemas.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the documentation that is written from the catalogue, with {@code -Dpublish}. */
final class WrittenDocument {

  private static final Path FOLDER = Path.of("..", "docs");

  private WrittenDocument() {}

  /** Fails unless the file says exactly this; with {@code -Dpublish}, makes it say so first. */
  static void mustSay(String file, String text) throws IOException {
    Path path = FOLDER.resolve(file);
    if (System.getProperty("publish") != null) {
      Files.writeString(path, text);
    }
    assertThat(Files.readString(path))
        .as("docs/%s; write it anew with ./mvnw -pl schemas test -Dpublish", file)
        .isEqualTo(text);
  }
}
