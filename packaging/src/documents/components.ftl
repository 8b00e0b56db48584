<#-- What the poms say of each dependency, a line each: group, artifact, name, home page, licences; tabs between them. -->
<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licences = entry.getValue()/>
${project.groupId}	${project.artifactId}	${(project.name)!project.artifactId}	${(project.url)!}	<#list licences as licence>${licence}<#sep>;</#sep></#list>
</#list>
