package dev.cascade.streams.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whose tokens are believed. */
@ConfigMapping(prefix = "cascade.identity")
public interface IdentitySettings {

  /** Whether callers must say who they are; without it, everybody may do everything. */
  @WithDefault("false")
  boolean enabled();

  /**
   * The public keys that sign tokens, as a JSON Web Key Set: the path of a file, or an {@code
   * https://} address. Without it, an issuer whose name is such an address is asked where they are.
   */
  Optional<String> keySet();

  /** Who makes the tokens: their {@code iss}, letter by letter. */
  Optional<String> issuer();

  /** For whom they must be made: one of their {@code aud}. */
  @WithDefault("cascade")
  String audience();

  /** The claim that holds the roles; {@code /} leads into it, as in {@code realm_access/roles}. */
  @WithDefault("groups")
  String rolesClaim();

  /** How far the clocks of the issuer and of this machine may be apart. */
  @WithDefault("PT30S")
  Duration clockSkew();

  /** The longest time that a token may still be good for; one that says more is refused. */
  @WithDefault("P1D")
  Duration longestValidity();

  /** How often the key set is read again, so that a key that was taken out of it ends. */
  @WithDefault("PT5M")
  Duration refreshEvery();
}
