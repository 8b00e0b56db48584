# Says what bash completes: complete.bash FILE LINE, where FILE is the completion. Prints what would be offered, a line each.
# The words are taken apart as bash itself does it, at colons and equal signs too.
source "$1"
COMP_LINE=$2
COMP_POINT=${#COMP_LINE}
apart=${COMP_LINE//:/ : }
read -ra COMP_WORDS <<<"${apart//=/ = }"
[[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_netsonde
printf '%s\n' "${COMPREPLY[@]}"
