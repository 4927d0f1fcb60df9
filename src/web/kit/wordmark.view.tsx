/** The mark of Actifs, a pin at the end of a path, beside the name of the instance; or the instance's own logo. */
export function Wordmark({ name, logo }: { name: string; logo: string | null }) {
  return (
    <>
      {logo === null ? (
        <svg viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" class="mark">
          <path class="mark-path" d="M5 35c7 0 7-6 13-6s7 6 17 6" />
          <path
            class="mark-pin"
            d="M20 3a10.5 10.5 0 0 1 10.5 10.5C30.5 21 20 29 20 29S9.5 21 9.5 13.5A10.5 10.5 0 0 1 20 3z"
          />
          <circle class="mark-eye" cx="20" cy="13.5" r="4" />
        </svg>
      ) : (
        <img src={logo} alt="" height="40" />
      )}
      <span class="name">{name}</span>
    </>
  );
}
