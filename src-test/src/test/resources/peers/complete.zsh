# Says what zsh completes: complete.zsh FOLDER LINE, where FOLDER has _netsonde. Prints what would be offered, a line each.
# The completion runs in an interactive zsh at a terminal of its own, as it does for people; what it adds is printed there
# between two marks.
zmodload zsh/zpty
setup=$(mktemp)
cat >$setup <<'END'
PROMPT= RPROMPT= PS2=
stty -echo -onlcr 2>/dev/null
fpath=($NETSONDE_COMPLETIONS $fpath)
autoload -Uz compinit
compinit -u -D
bindkey '^I' complete-word
compadd() {
  # Asked about words instead of offering them.
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a found
  builtin compadd -A found "$@"
  local word
  for word in $found; do
    print -r -- "OFFER $word"
  done
  builtin compadd "$@"
}
opening() { print BEGIN }
closing() { print END; exit }
compprefuncs=(opening)
comppostfuncs=(closing)
print SET-UP
END
export NETSONDE_COMPLETIONS=$1
zpty shell zsh -f -i
zpty -w shell "source $setup"
while zpty -r shell line; do
  [[ $line == *SET-UP* ]] && break
done
rm -f $setup
zpty -w -n shell "$2"$'\t'
while zpty -r shell line; do
  line=${line//$'\r'/}
  line=${line%$'\n'}
  case $line in
    *OFFER\ *) print -r -- ${line##*OFFER } ;;
    *END*) break ;;
  esac
done
zpty -d shell
